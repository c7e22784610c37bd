package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.fault.Fault;
import dev.ostiary.gateway.credentials.AwsSessionSource;
import dev.ostiary.gateway.credentials.NoSession;
import dev.ostiary.gateway.credentials.Session;
import dev.ostiary.gateway.credentials.SessionReading;
import dev.ostiary.gateway.credentials.SessionRecipe;
import dev.ostiary.gateway.credentials.SessionWorkers;
import dev.ostiary.gateway.credentials.Sessions;
import dev.ostiary.gateway.failures.FailureKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Whose session signs whose call, against the emulator's STS and runtime. */
class AppSessionsTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/gateway";

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final UpstreamRig rig =
            new UpstreamRig(Settings.at(emulator.endpoint().toString()));
    private final SessionWorkers workers = new SessionWorkers();
    private final AwsSessionSource source = new AwsSessionSource(
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY)),
            (upstream, region) -> emulator.endpoint());
    private final Sessions sessions = new Sessions(source, workers, Clock.systemUTC(), new Random());

    @AfterEach
    void close() {
        rig.close();
        source.close();
        workers.close();
        emulator.close();
    }

    private static SessionRecipe recipe(String app) {
        return new SessionRecipe("default", ROLE, null, app, Map.of("app", app), null, "us-east-1");
    }

    private UpstreamReading call(String app) {
        return switch (UpstreamRig.await(sessions.session(recipe(app)))) {
            case Session session ->
                UpstreamRig.await(rig.onLoop(() -> rig.upstream.send(
                                app, UpstreamRig.post("/model/" + app + "/count-tokens"), session.identity()))
                        .reading());
            case NoSession none -> throw new AssertionError("no session for " + app + ": " + none);
        };
    }

    @Test
    void everyCallIsSignedByItsOwnAppsSession() {
        long seed = Long.getLong("ostiary.seed", 1);
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            rig.body((UpstreamAnswer) call("app-" + random.nextInt(5)));
        }

        var appByKey = emulator.assumedRoles().all().stream()
                .collect(Collectors.toMap(role -> role.grant().accessKey(), role -> role.sessionName()));
        assertThat(appByKey.values()).as("one session for each app").doesNotHaveDuplicates();
        var wrong = emulator.requests().all().stream()
                .filter(request -> request.rawTarget().startsWith("/model/"))
                .filter(request ->
                        !request.rawTarget().equals("/model/" + appByKey.get(request.accessKey()) + "/count-tokens"))
                .toList();
        assertThat(wrong).as("seed %s", seed).isEmpty();
        assertThat(emulator.requests().size()).isEqualTo(300 + appByKey.size());
    }

    @Test
    void whileStsFailsAnAppWithASessionGoesOnAndOneWithoutIsRefused() {
        call("old");
        emulator.faults().set(Fault.Refuse.status(503, "ServiceUnavailable", "down"));

        SessionReading old = UpstreamRig.await(sessions.session(recipe("old")));
        SessionReading young = UpstreamRig.await(sessions.session(recipe("young")));

        assertThat(List.of(old, young))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Session.class),
                        second -> assertThat(second).isInstanceOf(NoSession.class));
    }

    @Test
    void aSessionThatAwsForgotIsTheGatewaysTroubleNotTheApps() {
        call("app");
        emulator.endSessions();

        var reading = call("app");

        assertThat(reading)
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CREDENTIALS_REFUSED));
    }
}
