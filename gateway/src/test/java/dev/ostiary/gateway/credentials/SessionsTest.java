package dev.ostiary.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SessionsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T18:00:00Z"));
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final List<SessionRecipe> asked = new ArrayList<>();
    private boolean stsUp = true;
    private Duration life = HOUR;
    private final Sessions sessions = new Sessions(this::make, work::add, clock, new Random(1));

    private SessionReading make(SessionRecipe recipe) {
        asked.add(recipe);
        if (!stsUp) {
            return NoSession.because("down");
        }
        // the key says whose session it is, and which one
        var key = recipe.sessionName() + "/" + recipe.tags() + "/" + recipe.region() + "#" + asked.size();
        return new Session(
                AwsCredentialsIdentity.create(key, "secret"), clock.instant().plus(life));
    }

    private static SessionRecipe recipe(String app) {
        return new SessionRecipe(
                "default", "arn:aws:iam::111122223333:role/gateway", null, app, Map.of(), null, "us-east-1");
    }

    private void runWork() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }

    private Session good(SessionRecipe recipe) {
        var reading = sessions.session(recipe);
        runWork();
        assertThat(reading.result()).isInstanceOf(Session.class);
        return (Session) reading.result();
    }

    @Test
    void onceMadeASessionIsAtHand() {
        var first = good(recipe("a"));

        var again = sessions.session(recipe("a"));

        assertThat(again.isComplete()).isTrue();
        assertThat(again.result()).isSameAs(first);
        assertThat(asked).hasSize(1);
    }

    @Test
    void manyCallersAtOnceCostOneQuestion() {
        var waiting = new ArrayList<Future<SessionReading>>();
        for (int i = 0; i < 100; i++) {
            waiting.add(sessions.session(recipe("a")));
        }

        runWork();

        assertThat(asked).hasSize(1);
        assertThat(waiting)
                .allSatisfy(one ->
                        assertThat(one.result()).isSameAs(waiting.getFirst().result()));
    }

    /** Every part of the recipe, changed alone, is another session: keyed by less, two apps share one. */
    @Test
    void neverOneRecipesSessionForAnother() {
        var base = recipe("a");
        var role = "arn:aws:iam::111122223333:role/gateway";
        var recipes = List.of(
                base,
                recipe("b"),
                new SessionRecipe("other", role, null, "a", Map.of(), null, "us-east-1"),
                new SessionRecipe("default", role + "2", null, "a", Map.of(), null, "us-east-1"),
                new SessionRecipe("default", role, "external", "a", Map.of(), null, "us-east-1"),
                new SessionRecipe("default", role, null, "a", Map.of("team", "x"), null, "us-east-1"),
                new SessionRecipe("default", role, null, "a", Map.of("team", "y"), null, "us-east-1"),
                new SessionRecipe("default", role, null, "a", Map.of(), "{}", "us-east-1"),
                new SessionRecipe("default", role, null, "a", Map.of(), null, "eu-west-1"),
                SessionRecipe.own("default", "us-east-1"));

        var made = recipes.stream().map(this::good).toList();

        assertThat(made).doesNotHaveDuplicates();
        assertThat(asked).isEqualTo(recipes);
        for (int i = 0; i < recipes.size(); i++) {
            assertThat(good(recipes.get(i))).isSameAs(made.get(i));
        }
    }

    @Test
    void withoutARoleEveryAppHasTheGatewaysOwnCredentials() {
        var one = good(new SessionRecipe("default", null, null, "a", Map.of("team", "x"), null, "us-east-1"));
        var two = good(new SessionRecipe("default", null, null, "b", Map.of(), null, "us-east-1"));

        assertThat(two).isSameAs(one);
        assertThat(asked).containsExactly(SessionRecipe.own("default", "us-east-1"));
    }

    @Test
    void aSessionIsMadeAnewInTheBackgroundBeforeItEnds() {
        var first = good(recipe("a"));
        clock.advance(Duration.ofMinutes(49));

        var meanwhile = sessions.session(recipe("a"));
        var alsoMeanwhile = sessions.session(recipe("a"));
        runWork();

        assertThat(meanwhile.result()).isSameAs(first);
        assertThat(alsoMeanwhile.result()).isSameAs(first);
        assertThat(asked).hasSize(2);
        assertThat(good(recipe("a"))).isNotSameAs(first);
    }

    @Test
    void aYoungSessionIsNotMadeAnew() {
        good(recipe("a"));
        clock.advance(Duration.ofMinutes(41));

        good(recipe("a"));

        assertThat(asked).hasSize(1);
    }

    @Test
    void whileStsIsDownASessionServesToItsEndAndNotBeyond() {
        var first = good(recipe("a"));
        stsUp = false;
        Session last = first;
        for (int second = 0; second < 3_580; second++) {
            last = good(recipe("a"));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(last).isSameAs(first);
        int askedUntilTheEnd = asked.size();

        var after = sessions.session(recipe("a"));
        runWork();

        assertThat(after.result()).isInstanceOf(NoSession.class);
        assertThat(askedUntilTheEnd).as("attempts over some 13 minutes").isBetween(15, 60);
    }

    @Test
    void whenStsIsBackTheNextCallAfterAPauseHasASession() {
        stsUp = false;
        assertNone("a");
        stsUp = true;
        clock.advance(Duration.ofSeconds(2));

        assertThat(good(recipe("a"))).isNotNull();
    }

    @Test
    void aFailureIsRememberedForASecondOrTwoSoThatStsIsNotHammered() {
        stsUp = false;
        for (int call = 0; call < 600; call++) {
            assertNone("a");
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(asked).as("questions in 60 s at 10 calls a second").hasSizeBetween(30, 60);
    }

    @Test
    void oneAppsFailureIsItsOwn() {
        var mixed = new Sessions(
                recipe -> recipe.sessionName().equals("bad") ? NoSession.because("denied") : make(recipe),
                Runnable::run,
                clock,
                new Random(1));

        assertThat(mixed.session(recipe("bad")).result()).isInstanceOf(NoSession.class);
        assertThat(mixed.session(recipe("good")).result()).isInstanceOf(Session.class);
        assertThat(mixed.session(recipe("bad")).result()).isInstanceOf(NoSession.class);
        assertThat(asked).containsExactly(recipe("good"));
    }

    @Test
    void aSessionThatIsOverWhenItArrivesIsNone() {
        life = Duration.ofSeconds(10);

        assertNone("a");
        assertNone("a");

        assertThat(asked).hasSize(1);
    }

    @Test
    void aSourceThatThrowsIsARefusalAndNotAWaitForEver() {
        var broken = new Sessions(
                recipe -> {
                    throw new IllegalStateException("bug");
                },
                Runnable::run,
                clock,
                new Random(1));

        assertThat(broken.session(recipe("a")).result()).isInstanceOf(NoSession.class);
    }

    @Test
    void fullWorkersAreARefusal() {
        var full = new Sessions(
                this::make,
                task -> {
                    throw new RejectedExecutionException();
                },
                clock,
                new Random(1));

        assertThat(full.session(recipe("a")).result()).isInstanceOf(NoSession.class);
    }

    @Test
    void whatWaitedTooLongForAWorkerIsNotAsked() {
        var reading = sessions.session(recipe("a"));
        clock.advance(Duration.ofSeconds(6));

        runWork();

        assertThat(reading.result()).isInstanceOf(NoSession.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aSessionThatAwsRefusedIsMadeAnewOnceAndNotAtEveryCall() {
        var first = good(recipe("a"));
        sessions.refused(recipe("a"), first);
        assertThat(good(recipe("a"))).as("too young to be the reason").isSameAs(first);
        clock.advance(Duration.ofSeconds(30));

        sessions.refused(recipe("a"), first);
        var second = good(recipe("a"));
        sessions.refused(recipe("a"), first);

        assertThat(second).isNotSameAs(first);
        assertThat(good(recipe("a"))).isSameAs(second);
    }

    @Test
    void credentialsWithoutAnEndAreReadAgainFromTimeToTime() {
        var own = new Sessions(
                recipe -> {
                    asked.add(recipe);
                    return new Session(AwsCredentialsIdentity.create("k", "s"), null);
                },
                Runnable::run,
                clock,
                new Random(1));
        own.session(recipe("a"));
        clock.advance(Duration.ofMinutes(4));
        own.session(recipe("a"));
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMinutes(1));

        var reading = own.session(recipe("a"));

        assertThat(reading.result()).isInstanceOf(Session.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void theCallersContextGetsTheReading() throws Exception {
        var vertx = Vertx.vertx();
        try (var workers = new SessionWorkers()) {
            var threaded = new Sessions(this::make, workers, clock, new Random(1));
            var thread = new CompletableFuture<Thread>();
            var loop = new CompletableFuture<Thread>();
            vertx.runOnContext(run -> {
                loop.complete(Thread.currentThread());
                threaded.session(recipe("a")).onComplete(done -> thread.complete(Thread.currentThread()));
            });

            assertThat(thread.get(10, TimeUnit.SECONDS)).isSameAs(loop.get());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void nothingSecretIsPrinted() {
        var recipe = new SessionRecipe(
                "default", "arn:aws:iam::1:role/r", "external-secret", "a", Map.of(), null, "us-east-1");
        var session = new Session(AwsCredentialsIdentity.create("AKID", "very-secret"), clock.instant());

        assertThat(recipe + " " + session).doesNotContain("secret").doesNotContain("AKID");
    }

    private void assertNone(String app) {
        var reading = sessions.session(recipe(app));
        runWork();
        assertThat(reading.result()).isInstanceOfSatisfying(NoSession.class, none -> {
            assertThat(none.refusal().kind().status()).isEqualTo(503);
            assertThat(none.refusal().headers()).containsEntry("Retry-After", "1");
        });
    }
}
