package dev.ostiary.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.identity.Authentication;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.identity.Gate;
import dev.ostiary.gateway.identity.Rejected;
import dev.ostiary.gateway.keys.DocumentServer;
import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.Issuer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 14, 21 and 23: what is remembered of a verified token, and when it stops to count. */
class VerifiedTokenTest {
    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    private boolean isAnsweredAtOnce(String token) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token);
        Future<Authentication> end = gate.authenticator.authenticate(headers, gate.snapshot);
        boolean complete = end.isComplete();
        DocumentServer.await(end);
        return complete;
    }

    @Test
    void secondUseNeedsNoThreadHop() {
        String token = key.token(gate.claims());

        gate.accepted(token);

        assertThat(isAnsweredAtOnce(token)).isTrue();
    }

    @Test
    void failuresAreNotRemembered() {
        String token = SigningKey.ed25519("ed-1").token(gate.claims());
        gate.refused(token);

        // a worker may be done before anybody looks, but not each time
        assertThat(IntStream.range(0, 50).anyMatch(attempt -> !isAnsweredAtOnce(token)))
                .isTrue();
    }

    @Test
    void threat14RememberedTokenCoversNoOtherSpelling() {
        String token = key.token(gate.claims());
        gate.accepted(token);

        gate.refused(token + "=");
        gate.refused(token.substring(0, token.length() - 4));
        gate.refused(token.substring(0, token.indexOf('.'))
                + token.substring(token.indexOf('.')).replaceFirst(".$", "!"));
    }

    @Test
    void threat23RememberedTokenIsRefusedFromItsExpiryOn() {
        String token = key.token(gate.claims());
        gate.accepted(token);

        gate.clock.advance(Duration.ofSeconds(3600 + 59));
        gate.accepted(token);
        gate.clock.advance(Duration.ofMillis(999));
        gate.accepted(token);
        gate.clock.advance(Duration.ofMillis(1));

        assertThat(gate.refused(token).kind()).isEqualTo(RefusalKind.EXPIRED_TOKEN);
    }

    @Test
    void threat23RememberedTokenOfARevokedKeyIsRefused() {
        String token = key.token(gate.claims());
        gate.accepted(token);

        gate.publish(SigningKey.ed25519("ed-2"));
        gate.clock.advance(Duration.ofMinutes(5));
        gate.keyring.refreshDue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(gate.authenticate(token)).isInstanceOf(Rejected.class));

        assertThat(gate.refused(token).kind()).isEqualTo(RefusalKind.UNRECOGNIZED_CLIENT);
    }

    @Test
    void rememberedTokenSurvivesARefreshThatChangesNothing() {
        String token = key.token(gate.claims());
        gate.accepted(token);

        gate.clock.advance(Duration.ofMinutes(5));
        gate.keyring.refreshDue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> gate.clock
                        .instant()
                        .equals(gate.keyring.states().getFirst().loadedAt()));

        assertThat(isAnsweredAtOnce(token)).isTrue();
    }

    @Test
    void threat23RememberedTokenIsRefusedWhenTheKeysAreTooOld() {
        String token = key.token(
                gate.claims().replace("\"exp\":" + (gate.now() + 3600), "\"exp\":" + (gate.now() + 12 * 3600)));
        gate.accepted(token);

        gate.server.answer(
                "/certs", request -> request.response().setStatusCode(500).end());
        gate.clock.advance(Duration.ofHours(6).minusMillis(1));
        gate.accepted(token);
        gate.clock.advance(Duration.ofMillis(1));

        assertThat(gate.refused(token).kind()).isEqualTo(RefusalKind.UNRECOGNIZED_CLIENT);
    }

    @Test
    void threat23RememberedTokenIsHeldToAChangedIssuerFile() {
        String token = key.token(gate.claims());
        gate.accepted(token);
        Issuer like = gate.corp();
        var stricter = new Issuer(
                "corp",
                Gate.ISS,
                like.jwksUrl(),
                like.audience(),
                like.audienceClaim(),
                like.algorithms(),
                List.of(),
                Duration.ofMinutes(59));

        gate.use(List.of(stricter), List.of(Gate.app("translator", "azp", "translator-prod")));

        assertThat(gate.refused(token).advice()).contains("3540 s");
    }

    @Test
    void rememberedTokenSurvivesAReloadThatLeavesItsIssuerAlone() {
        String token = key.token(gate.claims());
        gate.accepted(token);

        gate.use(List.of(gate.corp()), List.of(Gate.app("renamed", "azp", "translator-prod")));

        assertThat(isAnsweredAtOnce(token)).isTrue();
        assertThat(gate.accepted(token).app().id()).isEqualTo("renamed");
    }

    @Test
    void threat21ReplayFromElsewhereIsAcceptedAndCanBeTracedByItsClaims() {
        String token = key.token(gate.claims(",\"jti\":\"id-1\""));
        gate.accepted(token);

        assertThat(gate.accepted(token).claims()).containsEntry("jti", "id-1");
    }

    @Test
    void oneTokenThatArrivesManyTimesAtOnceIsAnsweredEveryTime() {
        String token = key.token(gate.claims());
        var headers = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token);

        List<Future<Authentication>> ends = IntStream.range(0, 2_000)
                .mapToObj(i -> gate.authenticator.authenticate(headers, gate.snapshot))
                .toList();

        for (Future<Authentication> end : ends) {
            assertThat(DocumentServer.await(end)).isInstanceOf(Caller.class);
        }
    }

    @Test
    void moreVerificationsThanCanBeDoneAreRefusedAsOverload() {
        String signature = key.token(gate.claims()).replaceFirst(".*\\.", ".");
        var tokens = IntStream.range(0, 500 * Runtime.getRuntime().availableProcessors() + 2_000)
                .mapToObj(i -> SigningKey.base64(key.header().getBytes(StandardCharsets.UTF_8)) + "."
                        + SigningKey.base64(gate.claims(",\"n\":" + i).getBytes(StandardCharsets.UTF_8))
                        + signature)
                .toList();

        var ends = tokens.stream()
                .map(token -> MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token))
                .map(headers -> gate.authenticator.authenticate(headers, gate.snapshot))
                .toList();

        assertThat(ends)
                .extracting(DocumentServer::await)
                .extracting(end -> ((Rejected) end).refusal().kind())
                .containsOnly(RefusalKind.UNAVAILABLE, RefusalKind.UNRECOGNIZED_CLIENT)
                .contains(RefusalKind.UNAVAILABLE);
    }
}
