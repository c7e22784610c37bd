package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators why an upstream fails, once per kind and period: callers are told less, and every failed call is counted and
 * logged by the journal anyway.
 */
final class FailureLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailureLog.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Clock clock;
    private final ConcurrentMap<String, Instant> lastByKey = new ConcurrentHashMap<>();

    FailureLog(Clock clock) {
        this.clock = clock;
    }

    void warn(FailureKind kind, OutboundRequest request, @Nullable Throwable cause) {
        if (kind == FailureKind.CANCELLED || !isDue(kind.label() + " " + request.upstream() + " " + request.region())) {
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("upstream", request.upstream())
                .addKeyValue("region", request.region())
                .addKeyValue("type", kind.label())
                .addKeyValue("cause", root(cause))
                .log("call to bedrock failed");
    }

    /** The innermost message: the outer ones say that something failed, this one what (a certificate's name, say). */
    private static String root(@Nullable Throwable cause) {
        var at = cause;
        while (at != null && at.getCause() != null) {
            at = at.getCause();
        }
        return at == null ? "" : at.getClass().getSimpleName() + ": " + at.getMessage();
    }

    /**
     * AWS refused our own signature.
     *
     * @param errorType bare name
     * @param ahead how far our clock is ahead of AWS's {@code Date}; null when that was not told
     */
    void warnCredentialsRefused(OutboundRequest request, @Nullable String errorType, @Nullable Duration ahead) {
        if (!isDue("refused " + request.upstream() + " " + request.region())) {
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("upstream", request.upstream())
                .addKeyValue("region", request.region())
                .addKeyValue("errorType", errorType)
                .addKeyValue("clockAheadSeconds", ahead == null ? "unknown" : ahead.toSeconds())
                .log("aws refused the gateway's signature: wrong clock, or credentials that are no longer good");
    }

    private boolean isDue(String key) {
        var now = clock.instant();
        var last = lastByKey.get(key);
        if (last != null && now.isBefore(last.plus(PERIOD))) {
            return false;
        }
        lastByKey.put(key, now);
        return true;
    }
}
