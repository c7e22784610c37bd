package dev.ostiary.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.jwk.KeySet;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final DocumentServer server = new DocumentServer(vertx);
    private final Keyring keyring =
            new Keyring(vertx, Clock.systemUTC(), KeyTimes.of(Duration.ofMinutes(5), Duration.ofHours(6)), false);

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        keyring.start();
        server.serve("/certs", SigningKey.jwks(SigningKey.rsa().jwk()));
    }

    @AfterEach
    void close() {
        keyring.close();
        DocumentServer.await(vertx.close());
    }

    private static Issuer issuer(String name, URI jwksUrl, String audience) {
        return new Issuer(
                name,
                "https://issuer.example/" + name,
                jwksUrl,
                List.of(audience),
                ClaimPath.parse("aud"),
                Set.of("RS256"),
                List.of(),
                Duration.ofHours(24));
    }

    private IssuerKeys use(Issuer issuer) {
        IssuerKeys keys = keyring.use(List.of(issuer)).get(issuer.name());
        if (keys == null) {
            throw new AssertionError("no keys for " + issuer.name());
        }
        return keys;
    }

    private static boolean has(IssuerKeys keys, String kid) {
        KeySet set = keys.current();
        return set != null && set.keys().stream().anyMatch(key -> kid.equals(key.kid()));
    }

    @Test
    void isReadyOnceEachIssuersFirstKeysAreLoaded() {
        server.answer("/slow", request -> {});
        assertThat(keyring.isReady()).isTrue();

        keyring.use(
                List.of(issuer("corp", server.address("/certs"), "a"), issuer("slow", server.address("/slow"), "a")));
        await().atMost(SOON).until(() -> keyring.states().getFirst().usable());

        assertThat(keyring.isReady()).isFalse();
        assertThat(keyring.states()).extracting(KeyState::issuer).containsExactly("corp", "slow");
    }

    @Test
    void threat19DownAtTheStartHealsByItself() {
        server.answer("/late", request -> request.response().setStatusCode(503).end());
        keyring.use(List.of(issuer("late", server.address("/late"), "a")));
        await().atMost(SOON).until(() -> keyring.states().getFirst().failures() > 0);
        assertThat(keyring.isReady()).isFalse();

        server.serve("/late", SigningKey.jwks(SigningKey.rsa().jwk()));

        await().atMost(SOON).until(keyring::isReady);
    }

    @Test
    void unchangedIssuerKeepsItsKeysOverAReload() {
        IssuerKeys first = use(issuer("corp", server.address("/certs"), "a"));
        await().atMost(SOON).until(keyring::isReady);

        IssuerKeys second = use(issuer("corp", server.address("/certs"), "other"));

        assertThat(second).isSameAs(first);
        assertThat(server.requests("/certs")).isEqualTo(1);
    }

    @Test
    void issuerWithAnotherKeyAddressLosesItsKeys() {
        IssuerKeys first = use(issuer("corp", server.address("/certs"), "a"));
        await().atMost(SOON).until(keyring::isReady);

        IssuerKeys second = use(issuer("corp", server.address("/certs2"), "a"));

        assertThat(second).isNotSameAs(first);
        assertThat(second.current()).isNull();
    }

    @Test
    void fileIsReadAgainWhenItsContentChanges() throws IOException {
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, SigningKey.jwks(SigningKey.ed25519("old").jwk()));
        IssuerKeys keys = use(issuer("k8s", file.toUri(), "a"));
        await().atMost(SOON).until(() -> has(keys, "old"));

        Path next = directory.resolve("next.json");
        Files.writeString(next, SigningKey.jwks(SigningKey.ed25519("new").jwk()));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        await().atMost(SOON).until(() -> has(keys, "new"));
        assertThat(has(keys, "old")).isFalse();
    }

    @Test
    void fileThatBreaksOrGoesKeepsTheOldKeys() throws IOException {
        Path file = directory.resolve("jwks.json");
        Files.writeString(file, SigningKey.jwks(SigningKey.ed25519("old").jwk()));
        IssuerKeys keys = use(issuer("k8s", file.toUri(), "a"));
        await().atMost(SOON).until(() -> has(keys, "old"));

        Files.writeString(file, "{\"keys\":[");
        await().atMost(SOON).until(() -> keyring.states().getFirst().failures() > 0);
        Files.delete(file);
        await().atMost(SOON).until(() -> keyring.states().getFirst().failures() > 1);

        assertThat(has(keys, "old")).isTrue();
        assertThat(keyring.states().getFirst().problem()).contains("is not a readable file");
    }
}
