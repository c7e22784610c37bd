package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.http.HttpSettings;
import java.util.List;

/** What of the settings this machine has room for: addresses and ports. Asked only of settings that are good by themselves. */
public final class OutsideChecks {
    private OutsideChecks() {}

    /** What keeps a process with these settings from starting on this machine; empty when nothing does. */
    public static List<ConfigProblem> problems(Configuration configuration) {
        var config = configuration.withMappings(List.of(HttpSettings.class, ManagementSettings.class));
        var http = config.getConfigMapping(HttpSettings.class);
        return BusyPorts.problems(http, config.getConfigMapping(ManagementSettings.class));
    }
}
