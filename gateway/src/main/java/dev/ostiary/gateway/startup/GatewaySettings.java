package dev.ostiary.gateway.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What belongs to the process as a whole. */
@ConfigMapping(prefix = "ostiary")
public interface GatewaySettings {
    /**
     * Development: a built-in issuer makes tokens for every app. Only {@code ./ostiary start} sets it; it is never set in
     * production.
     */
    @WithDefault("false")
    boolean development();

    /** Where the development issuer keeps its key. Without a meaning in production. */
    @WithDefault(".ostiary")
    Path developmentDirectory();

    /** The management listener. */
    Management management();

    /** Keys below {@code ostiary.management}. */
    interface Management {
        /** Port of health and metrics. A port in use refuses the start. */
        @WithDefault("9000")
        int port();
    }
}
