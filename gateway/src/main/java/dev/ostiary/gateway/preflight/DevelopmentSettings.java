package dev.ostiary.gateway.preflight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;

/** Development: the emulator as Bedrock and tokens from {@code ostiary token}. Only {@code ./ostiary start} sets it. */
@ConfigMapping(prefix = "ostiary.development")
public interface DevelopmentSettings {
    /** {@code ostiary.development} itself. Never in production: whoever reads the directory's key file can be any app. */
    @WithParentName
    @WithDefault("false")
    boolean enabled();

    /** Where the development issuer's key and the access log of development are kept, made when it is missing. */
    @WithDefault(".ostiary")
    Path directory();
}
