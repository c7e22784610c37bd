package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.DocumentServer;
import dev.ostiary.gateway.keys.KeyTimes;
import dev.ostiary.gateway.keys.Keyring;
import dev.ostiary.gateway.keys.MutableClock;
import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.AppLimits;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.policy.evaluation.PolicySet;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's identity with one issuer, `corp`, whose keys come over real HTTP, and one app, `translator`
 * (claim {@code azp} = {@code translator-prod}). Tests change the access files and the time as they like.
 */
public final class Gate implements AutoCloseable {
    public static final String ISS = "https://login.example.com/realms/corp";
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    final Vertx vertx = Vertx.vertx();
    public final DocumentServer server = new DocumentServer(vertx);
    public final MutableClock clock = new MutableClock(START);
    public final Keyring keyring =
            new Keyring(vertx, clock, KeyTimes.of(Duration.ofMinutes(5), Duration.ofHours(6)), false);
    public final Authenticator authenticator;
    public AccessSnapshot snapshot;

    public Gate(SigningKey... keys) {
        this(null, keys);
    }

    public Gate(@Nullable DevelopmentIssuer development, SigningKey... keys) {
        publish(keys);
        this.authenticator = new Authenticator(vertx, clock, keyring, development);
        this.snapshot = AccessSnapshot.NOTHING;
        use(List.of(corp()), List.of(app("translator", "azp", "translator-prod")));
        awaitKeys();
    }

    public void publish(SigningKey... keys) {
        server.serve(
                "/certs",
                SigningKey.jwks(Arrays.stream(keys).map(SigningKey::jwk).toArray(String[]::new)));
    }

    void awaitKeys() {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(keyring::isReady);
    }

    /** The next snapshot of the access files. */
    public void use(List<Issuer> issuers, List<App> apps) {
        var byName = new HashMap<String, Issuer>();
        issuers.forEach(issuer -> byName.put(issuer.name(), issuer));
        var byId = new HashMap<String, App>();
        apps.forEach(app -> byId.put(app.id(), app));
        snapshot = new AccessSnapshot(snapshot.version() + 1, clock.instant(), byId, byName);
        authenticator.use(snapshot);
    }

    /** As after a first start with a directory that does not validate. */
    void useNothingLoaded(List<Issuer> issuers) {
        var byName = new HashMap<String, Issuer>();
        issuers.forEach(issuer -> byName.put(issuer.name(), issuer));
        snapshot = new AccessSnapshot(AccessSnapshot.NOTHING.version(), Instant.EPOCH, Map.of(), byName);
        authenticator.use(snapshot);
    }

    public Issuer corp() {
        return issuer("corp", ISS, Set.of("RS256", "ES256", "EdDSA"));
    }

    Issuer issuer(String name, String iss, Set<String> algorithms) {
        return new Issuer(
                name,
                iss,
                server.address("/certs"),
                List.of("ostiary"),
                ClaimPath.parse("aud"),
                algorithms,
                List.of(),
                Duration.ofHours(24));
    }

    public static App app(String id, String claim, String value) {
        return app(id, true, new AppIdentity(Set.of("corp"), Map.of(ClaimPath.parse(claim), List.of(value))));
    }

    public static App app(String id, boolean enabled, AppIdentity... identities) {
        return new App(
                id,
                "",
                "",
                enabled,
                Map.of(),
                "default",
                null,
                List.of(),
                List.of(identities),
                List.of(),
                PolicySet.ofIdentity(List.of()),
                AppLimits.NONE);
    }

    /** Good claims of the app `translator`, valid for an hour from now on. */
    public String claims() {
        return claims("");
    }

    /** Good claims and these members, for example {@code ,"sub":"x"}. */
    public String claims(String more) {
        return claimsWithoutTimes(",\"iat\":" + now() + ",\"exp\":" + (now() + 3600) + more);
    }

    String claimsWithoutTimes(String more) {
        return "{\"iss\":\"" + ISS + "\",\"aud\":\"ostiary\",\"azp\":\"translator-prod\"" + more + "}";
    }

    public long now() {
        return clock.instant().getEpochSecond();
    }

    public Authentication authenticate(String token) {
        return authenticate(MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token));
    }

    public Authentication authenticate(MultiMap headers) {
        return DocumentServer.await(authenticator.authenticate(headers, snapshot));
    }

    public Caller accepted(String token) {
        Authentication end = authenticate(token);
        assertThat(end).isInstanceOf(Caller.class);
        return (Caller) end;
    }

    Rejected rejected(String token) {
        Authentication end = authenticate(token);
        assertThat(end).isInstanceOf(Rejected.class);
        return (Rejected) end;
    }

    /** The 401 that this token gets. */
    public Refusal refused(String token) {
        Refusal refusal = rejected(token).refusal();
        assertThat(refusal.kind().status()).as(refusal.toString()).isEqualTo(401);
        return refusal;
    }

    @Override
    public void close() {
        authenticator.close();
        keyring.close();
        DocumentServer.await(vertx.close());
    }
}
