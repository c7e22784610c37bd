package dev.ostiary.gateway.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ostiary.catalogue.*}. */
@ConfigMapping(prefix = "ostiary.catalogue")
public interface CatalogueSettings {
    /**
     * How often the models and inference profiles are read from Bedrock's control plane. Default one hour; must be positive. When a
     * refresh fails, the last copy stays in use and the next one is tried after the same time.
     */
    @WithDefault("1h")
    Duration refresh();

    /**
     * Where the last good copy is kept, so that a start without the control plane knows what the last run knew. Default {@code
     * data/catalogue.json} in the working directory; an upstream other than {@code default} has its name put before the suffix. A
     * place that cannot be written is logged and otherwise harmless.
     */
    @WithDefault("data/catalogue.json")
    Path file();
}
