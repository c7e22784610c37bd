package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.DocumentServer;
import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.store.Issuer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 19 and 20: a key that is rotated in works soon, whatever strangers send meanwhile. */
class RotationTest {
    private final SigningKey old = SigningKey.ed25519("old");
    private final SigningKey next = SigningKey.ed25519("next");
    private final Gate gate = new Gate(old);

    @AfterEach
    void close() {
        gate.close();
    }

    private Future<Authentication> send(String token) {
        return gate.authenticator.authenticate(
                MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token), gate.snapshot);
    }

    @Test
    void threat20NewKeyWorksAtOnceWhenTheLastFetchIsTenSecondsAgo() {
        gate.publish(old, next);
        gate.clock.advance(Duration.ofSeconds(10));

        gate.accepted(next.token(gate.claims()));
        gate.accepted(old.token(gate.claims()));

        assertThat(gate.server.requests("/certs")).isEqualTo(2);
    }

    @Test
    void threat20NewKeyWorksWithinTenSecondsInAFloodOfUnknownKeyIds() {
        gate.clock.advance(Duration.ofSeconds(10));
        flood();
        gate.publish(old, next);
        gate.refused(next.token(gate.claims()));

        gate.clock.advance(Duration.ofSeconds(10));
        flood();

        gate.accepted(next.token(gate.claims()));
        assertThat(gate.server.requests("/certs")).isEqualTo(3);
    }

    private void flood() {
        String claims = gate.claims();
        List<Future<Authentication>> ends = IntStream.range(0, 300)
                .mapToObj(i -> send(old.token("{\"alg\":\"EdDSA\",\"kid\":\"bogus-" + i + "\"}", claims)))
                .toList();
        ends.forEach(end -> assertThat(DocumentServer.await(end)).isInstanceOf(Rejected.class));
    }

    @Test
    void threat20ManyTokensOfTheNewKeyShareOneFetch() {
        gate.publish(old, next);
        gate.clock.advance(Duration.ofSeconds(10));

        List<Future<Authentication>> ends = IntStream.range(0, 50)
                .mapToObj(i -> send(next.token(gate.claims(",\"n\":" + i))))
                .toList();

        ends.forEach(end -> assertThat(DocumentServer.await(end)).isInstanceOf(Caller.class));
        assertThat(gate.server.requests("/certs")).isEqualTo(2);
    }

    @Test
    void threat19UnknownKeyAtAnIssuerThatHangsIs401WithinTheTimeLimit() {
        gate.server.answer("/certs", request -> {});
        gate.clock.advance(Duration.ofSeconds(10));
        long start = System.nanoTime();

        gate.refused(next.token(gate.claims()));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4_500));
        gate.accepted(old.token(gate.claims()));
    }

    @Test
    void threat19KnownKeysServeWhileTheIssuerIsDown() {
        gate.server.answer(
                "/certs", request -> request.response().setStatusCode(503).end());
        gate.clock.advance(Duration.ofHours(1));
        gate.keyring.refreshDue();

        gate.accepted(old.token(gate.claims()));
        gate.refused(next.token(gate.claims()));
    }

    @Test
    void threat19TokensBeforeTheFirstKeysAre401() {
        gate.server.answer(
                "/down", request -> request.response().setStatusCode(503).end());
        var like = gate.corp();
        var down = new Issuer(
                "down",
                "https://down.example",
                gate.server.address("/down"),
                like.audience(),
                like.audienceClaim(),
                like.algorithms(),
                List.of(),
                like.maxLifetime());
        gate.use(List.of(down), List.of());

        gate.refused(old.token(gate.claims().replace(Gate.ISS, "https://down.example")));

        assertThat(gate.keyring.isReady()).isFalse();
    }
}
