package dev.ostiary.gateway.endpoints;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code ostiary.upstream.*}: what the gateway adds to requests of every upstream. */
@ConfigMapping(prefix = "ostiary.upstream")
public interface StampSettings {

    /** Merge {@code ostiary:app} into {@code requestMetadata} of Converse bodies too. Off, those bodies stay untouched. */
    @WithDefault("false")
    boolean stampBody();
}
