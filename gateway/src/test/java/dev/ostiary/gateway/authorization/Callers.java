package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Callers and environments for tests. */
public final class Callers {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    public static final Environment ENVIRONMENT = new Environment(
            NOW, "192.0.2.7", true, new Principal("111122223333", "arn:aws:iam::111122223333:role/apps/bedrock"));

    private static final Map<String, Object> CLAIMS =
            Map.of("iat", 1_795_000_000L, "amr", List.of("pwd", "mfa"), "auth_time", NOW.getEpochSecond() - 300);

    private static final Issuer ISSUER = issuer("corp", "https://login.example.com");

    private Callers() {}

    public static Caller caller(App app) {
        return caller(app, ISSUER, CLAIMS);
    }

    /** The same app's caller with a token of another issuer, which says nothing of how its owner signed in. */
    public static Caller callerOfPartner(App app) {
        return caller(app, issuer("partner", "https://partner.example.com"), Map.of("iat", 1_795_000_000L));
    }

    private static Issuer issuer(String name, String iss) {
        return new Issuer(
                name,
                iss,
                null,
                List.of("ostiary"),
                ClaimPath.parse("aud"),
                Set.of("RS256"),
                List.of(),
                Duration.ofHours(1));
    }

    private static Caller caller(App app, Issuer issuer, Map<String, Object> claims) {
        return new Caller(app, issuer, "subject", 0, NOW.plusSeconds(300), claims);
    }
}
