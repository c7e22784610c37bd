package dev.ostiary.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tokens are verified. What a token must look like stands in the access files, per issuer. */
@ConfigMapping(prefix = "ostiary.identity")
public interface IdentitySettings {
    /**
     * How long an issuer's keys serve after the last good fetch, when it cannot be reached. After that every token of the issuer is
     * refused. Default 6 hours; must be positive.
     */
    @WithDefault("6h")
    Duration staleKeys();

    /**
     * Time between two background fetches of an issuer's keys. Default 5 minutes; must be positive. A token with an unknown key id
     * asks for a fetch by itself, at most every 10 seconds; a {@code file:} key set is looked at every second.
     */
    @WithDefault("5m")
    Duration keyRefresh();
}
