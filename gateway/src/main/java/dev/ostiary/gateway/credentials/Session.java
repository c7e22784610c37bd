package dev.ostiary.gateway.credentials;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Credentials that are good now.
 *
 * @param expiresAt null when they do not expire (static keys)
 */
public record Session(
        AwsCredentialsIdentity identity, @Nullable Instant expiresAt) implements SessionReading {

    /** Shows no key, not even its id. */
    @Override
    public String toString() {
        return "Session[expiresAt=" + expiresAt + "]";
    }
}
