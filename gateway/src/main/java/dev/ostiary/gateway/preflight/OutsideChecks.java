package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.http.HttpSettings;
import java.util.ArrayList;
import java.util.List;

/** What the settings name on this machine: addresses, ports, certificates. Asked only of settings that are good by themselves. */
public final class OutsideChecks {
    private OutsideChecks() {}

    /** What keeps a process with these settings from starting on this machine; empty when nothing does. */
    public static List<ConfigProblem> problems(Configuration configuration) {
        var config = configuration.withMappings(List.of(HttpSettings.class, ManagementSettings.class));
        var http = config.getConfigMapping(HttpSettings.class);
        var problems = new ArrayList<>(CertificateChecks.problems(http));
        problems.addAll(BusyPorts.problems(http, config.getConfigMapping(ManagementSettings.class)));
        return problems;
    }
}
