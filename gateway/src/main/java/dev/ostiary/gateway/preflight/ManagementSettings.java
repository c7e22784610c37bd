package dev.ostiary.gateway.preflight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The management listener: health and metrics. {@code application.properties} hands it to Quarkus. */
@ConfigMapping(prefix = "ostiary.management")
public interface ManagementSettings {
    /** Port of {@code /q/health} and {@code /q/metrics}, default 9000. A port in use refuses the start. */
    @WithDefault("9000")
    int port();
}
