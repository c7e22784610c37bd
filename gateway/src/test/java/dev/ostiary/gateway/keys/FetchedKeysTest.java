package dev.ostiary.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.jwk.KeyLoading;
import dev.ostiary.gateway.jwk.KeySet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of one issuer's keys over injected time; {@link HttpKeyLoaderTest} has the network. */
class FetchedKeysTest {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration STALE = Duration.ofHours(6);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<Promise<KeyLoading>> loads = new ArrayList<>();
    private final FetchedKeys keys =
            new FetchedKeys("corp", this::startLoad, clock, KeyTimes.of(REFRESH, STALE), REFRESH);

    private Future<KeyLoading> startLoad() {
        loads.add(Promise.promise());
        return loads.getLast().future();
    }

    private static KeySet set(String kid) {
        KeySet set = KeySet.read(SigningKey.jwks(SigningKey.ed25519(kid).jwk()).getBytes(StandardCharsets.UTF_8));
        if (set == null) {
            throw new AssertionError();
        }
        return set;
    }

    private void loadNow(KeyLoading end) {
        keys.refreshIfDue();
        loads.getLast().complete(end);
    }

    @Test
    void nothingIsThereBeforeTheFirstLoad() {
        assertThat(keys.current()).isNull();
        assertThat(keys.state().firstLoaded()).isFalse();
        assertThat(keys.state().age(clock.instant())).isNull();
    }

    @Test
    void loadedKeysServeAndMakeTheIssuerReady() {
        KeySet set = set("a");

        loadNow(set);

        assertThat(keys.current()).isSameAs(set);
        assertThat(keys.state()).isEqualTo(new KeyState("corp", true, true, 1, clock.instant(), 0, null));
    }

    @Test
    void refreshHappensWhenDueAndNotBefore() {
        loadNow(set("a"));

        clock.advance(REFRESH.minusMillis(1));
        keys.refreshIfDue();
        assertThat(loads).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        keys.refreshIfDue();
        assertThat(loads).hasSize(2);
    }

    @Test
    void onlyOneLoadRunsAtATime() {
        keys.refreshIfDue();
        keys.refreshIfDue();
        keys.lookAgain();
        keys.lookAgain();

        assertThat(loads).hasSize(1);
    }

    @Test
    void sameKeysLoadedAgainStayTheSameObject() {
        KeySet first = set("a");
        loadNow(first);
        clock.advance(REFRESH);

        loadNow(new KeySet(first.keys(), first.ignored()));

        assertThat(keys.current()).isSameAs(first);
        assertThat(keys.state().loadedAt()).isEqualTo(clock.instant());
    }

    @Test
    void threat19OldKeysServeToTheStatedLimitAndNotLonger() {
        KeySet set = set("a");
        loadNow(set);

        clock.advance(STALE.minusMillis(1));
        loadNow(new KeyLoading.Problem("down"));
        assertThat(keys.current()).isSameAs(set);

        clock.advance(Duration.ofMillis(1));
        assertThat(keys.current()).isNull();
        assertThat(keys.state().usable()).isFalse();
        assertThat(keys.state().firstLoaded()).isTrue();
        assertThat(keys.state().problem()).isEqualTo("down");
    }

    @Test
    void failuresAreRepeatedWithGrowingPausesAndForgottenAfterASuccess() {
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            loadNow(new KeyLoading.Problem("down"));
            long seconds = 0;
            int before = loads.size();
            while (loads.size() == before) {
                clock.advance(Duration.ofSeconds(1));
                seconds++;
                keys.refreshIfDue();
            }
            pauses.add(seconds);
        }
        loads.getLast().complete(set("a"));

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L);
        assertThat(keys.state().failures()).isZero();
    }

    @Test
    void threat20UnknownKeyIdsStartOneFetchPerTenSeconds() {
        loadNow(set("a"));
        clock.advance(Duration.ofMinutes(1));

        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 100; i++) {
                keys.lookAgain();
            }
            if (!loads.getLast().future().isComplete()) {
                loads.getLast().complete(set("a"));
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(loads).hasSize(1 + 6);
    }

    @Test
    void lookingAgainWaitsForTheFetchThatRuns() {
        keys.refreshIfDue();
        Future<Boolean> looked = keys.lookAgain();
        assertThat(looked.isComplete()).isFalse();

        loads.getLast().complete(set("a"));

        assertThat(DocumentServer.await(looked)).isTrue();
    }

    @Test
    void lookingAgainTooSoonIsRefusedAtOnce() {
        loadNow(set("a"));
        clock.advance(Duration.ofSeconds(9));

        Future<Boolean> looked = keys.lookAgain();

        assertThat(looked.result()).isFalse();
        assertThat(loads).hasSize(1);
    }

    @Test
    void waitingIsBoundedInNumber() {
        keys.refreshIfDue();
        for (int i = 0; i < 1_000; i++) {
            assertThat(keys.lookAgain().isComplete()).isFalse();
        }

        assertThat(keys.lookAgain().result()).isFalse();
    }

    @Test
    void aFetchThatDoesNotEndIsNotWaitedForLongerThanItsTime() {
        var impatient =
                new KeyTimes(REFRESH, Duration.ofSeconds(1), STALE, Duration.ofSeconds(10), Duration.ofMillis(50));
        var hanging = new FetchedKeys("corp", this::startLoad, clock, impatient, REFRESH);

        Future<Boolean> looked = hanging.lookAgain();

        assertThat(DocumentServer.await(looked)).isFalse();
    }

    @Test
    void clockThatIsSetBackDoesNotStopTheRefresh() {
        loadNow(set("a"));

        clock.advance(Duration.ofHours(-3));
        keys.refreshIfDue();

        assertThat(loads).hasSize(2);
    }

    @Test
    void emptyKeySetTakesTheOldKeysAwayAndIsNotReady() {
        loadNow(new KeySet(List.of(), List.of()));
        assertThat(keys.state().firstLoaded()).isFalse();

        clock.advance(REFRESH);
        loadNow(set("a"));
        clock.advance(REFRESH);
        loadNow(new KeySet(List.of(), List.of()));

        assertThat(keys.current()).isEqualTo(new KeySet(List.of(), List.of()));
        assertThat(keys.state().problem()).contains("no usable key");
        assertThat(keys.state().usable()).isFalse();
    }
}
