package dev.ostiary.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppLimits;
import dev.ostiary.policy.evaluation.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Limiter limiter = new Limiter(now::get);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 600})
    void aMinutesWorthIsAdmittedAtOnceAndOneMoreIsNot(int perMinute) {
        App app = app("a", new AppLimits(perMinute, 0));

        int admitted = 0;
        while (admit(app) != null) {
            admitted++;
        }

        assertThat(admitted).isEqualTo(perMinute);
    }

    @Test
    void aRefusalNamesTheWaitInWholeSecondsAndThatWaitIsEnough() {
        App app = app("a", new AppLimits(7, 0));
        for (int i = 0; i < 7; i++) {
            admit(app);
        }
        Refusal refusal = refusal(app);
        long wait = Long.parseLong(refusal.headers().get("Retry-After"));

        now.addAndGet(TimeUnit.SECONDS.toNanos(wait));

        assertThat(refusal.kind()).isEqualTo(RefusalKind.THROTTLING);
        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.LIMIT);
        assertThat(refusal.advice()).contains("7 requests per minute");
        assertThat(wait).isEqualTo(9);
        assertThat(admit(app)).isNotNull();
    }

    @Test
    void overAnHourNoMoreThanTheRateAndOneMinutesBurstIsAdmitted() {
        App app = app("a", new AppLimits(60, 0));

        int admitted = 0;
        for (int second = 0; second < 3600; second++) {
            for (int attempt = 0; attempt < 5; attempt++) {
                admitted += admit(app) == null ? 0 : 1;
            }
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }

        assertThat(admitted).isEqualTo(60 * 60 + 60 - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void asManyCallsRunAtOnceAsTheLimitSaysAndOneMoreDoesNot(int concurrency) {
        App app = app("a", new AppLimits(0, concurrency));
        var leases = new ArrayList<@Nullable Lease>();
        for (int i = 0; i < concurrency; i++) {
            leases.add(admit(app));
        }

        Refusal refusal = refusal(app);

        assertThat(leases).doesNotContainNull();
        assertThat(refusal.headers()).containsEntry("Retry-After", "1");
        assertThat(refusal.advice()).contains(concurrency + " calls at the same time");
    }

    @Test
    void aLeaseGivesItsPlaceBackOnceHoweverOftenItIsReleased() {
        App app = app("a", new AppLimits(0, 2));
        Lease first = lease(app);
        admit(app);

        first.release();
        first.release();

        assertThat(admit(app)).isNotNull();
        assertThat(limiter.admit(app)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void aCallRefusedForWantOfAPlaceCostsNoRequestOfTheMinute() {
        App app = app("a", new AppLimits(2, 1));
        Lease running = lease(app);
        limiter.admit(app);
        running.release();

        assertThat(admit(app)).isNotNull();
    }

    @Test
    void appsDoNotShareTheirLimits() {
        App one = app("one", new AppLimits(1, 1));
        App two = app("two", new AppLimits(1, 1));
        admit(one);

        assertThat(admit(two)).isNotNull();
        assertThat(limiter.admit(one)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void aReloadWithAnotherRateHandsOutNoFreshMinute() {
        App before = app("a", new AppLimits(10, 0));
        for (int i = 0; i < 10; i++) {
            admit(before);
        }
        App after = app("a", new AppLimits(20, 0));

        for (int i = 0; i < 10; i++) {
            assertThat(admit(after))
                    .as("request %d of the higher limit", 11 + i)
                    .isNotNull();
        }
        assertThat(limiter.admit(after)).isInstanceOf(Admission.Refused.class);
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        assertThat(admit(after)).isNotNull();
    }

    @Test
    void aReloadWithALowerRateCountsWhatWasUsed() {
        App before = app("a", new AppLimits(20, 0));
        for (int i = 0; i < 3; i++) {
            admit(before);
        }
        App after = app("a", new AppLimits(5, 0));

        assertThat(admit(after)).isNotNull();
        assertThat(admit(after)).isNotNull();
        assertThat(limiter.admit(after)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void withoutLimitsEverythingIsAdmitted() {
        App app = app("a", AppLimits.NONE);

        for (int i = 0; i < 1_000; i++) {
            assertThat(admit(app)).isNotNull();
        }
    }

    @Test
    void anAppThatIsGoneIsForgottenOnlyAfterItsCallsEnded() {
        App app = app("a", new AppLimits(0, 1));
        Lease running = lease(app);
        limiter.keepOnly(Set.of());
        assertThat(limiter.admit(app)).isInstanceOf(Admission.Refused.class);

        running.release();
        limiter.keepOnly(Set.of());

        assertThat(admit(app)).isNotNull();
    }

    @Test
    void manyThreadsTogetherGetNoMoreThanTheLimit() throws InterruptedException {
        App app = app("a", new AppLimits(1_000, 0));
        var admitted = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 500; i++) {
                    if (limiter.admit(app) instanceof Admission.Admitted) {
                        admitted.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(1_000);
    }

    private @Nullable Lease admit(App app) {
        return limiter.admit(app) instanceof Admission.Admitted(Lease lease) ? lease : null;
    }

    private Lease lease(App app) {
        return ((Admission.Admitted) limiter.admit(app)).lease();
    }

    private Refusal refusal(App app) {
        return ((Admission.Refused) limiter.admit(app)).refusal();
    }

    private static App app(String id, AppLimits limits) {
        return new App(
                id,
                "",
                "",
                true,
                Map.of(),
                "default",
                null,
                List.of(),
                List.of(),
                List.of(),
                PolicySet.ofIdentity(List.of()),
                limits);
    }
}
