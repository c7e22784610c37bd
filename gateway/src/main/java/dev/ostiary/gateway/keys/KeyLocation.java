package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.store.Issuer;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an issuer's keys are; what decides whether a reloaded issuer keeps the keys it has.
 *
 * @param issuer the exact {@code iss}
 * @param jwksUrl null means discovery at the issuer
 */
record KeyLocation(String issuer, @Nullable URI jwksUrl) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    static KeyLocation of(Issuer issuer) {
        return new KeyLocation(issuer.issuer(), issuer.jwksUrl());
    }

    /** The file that holds the keys, or null when they are fetched. */
    @Nullable
    URI file() {
        return jwksUrl != null && "file".equalsIgnoreCase(jwksUrl.getScheme()) ? jwksUrl : null;
    }

    /** What is wrong with fetching from here, or null. Plain http would let anybody on the way put in keys of his own. */
    static @Nullable String objection(URI address, boolean allowPlaintext) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null) {
            return "`" + address + "` is not an address of the form https://host/path";
        }
        return switch (scheme) {
            case "https" -> null;
            case "http" ->
                allowPlaintext || isLoopback(host)
                        ? null
                        : "`" + address + "` is plain http beyond loopback, expected https";
            default -> "`" + address + "` is neither https nor http on loopback";
        };
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
