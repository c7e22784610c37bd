package dev.ostiary.gateway.drain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of answers whose app hung up: {@code ostiary.relay.*}. */
@ConfigMapping(prefix = "ostiary.relay")
public interface DrainSettings {
    /**
     * What happens to Bedrock's answer when the app hangs up. {@code drain} reads on, so that the tokens, which AWS bills all the
     * same, are counted; {@code cancel} closes the connection to Bedrock and the usage stays unknown.
     */
    @WithDefault("drain")
    OnClientGone onClientGone();

    /** How many abandoned answers are read on at once; over it they are cancelled. 0 is the same as {@code cancel}. */
    @WithDefault("200")
    int drainLimit();

    /** How long one abandoned answer is read on at most. */
    @WithDefault("5m")
    Duration drainTimeout();

    /** The two ways to deal with an abandoned answer. */
    enum OnClientGone {
        DRAIN,
        CANCEL
    }
}
