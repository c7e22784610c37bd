package dev.ostiary.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class AwsSessionSourceTest {
    private static final AwsCredentialsProvider OWN = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY));
    private static final String ROLE = "arn:aws:iam::111122223333:role/ostiary/gateway";

    private record StsError(int status, String code, String message) {
        String xml() {
            return "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                    + code + "</Code><Message>" + message
                    + "</Message></Error><RequestId>r</RequestId></ErrorResponse>";
        }
    }

    private static SessionRecipe recipe(
            Map<String, String> tags, @Nullable String externalId, @Nullable String policy) {
        return new SessionRecipe("default", ROLE, externalId, "translator", tags, policy, "eu-west-1");
    }

    private static String advice(SessionReading reading) {
        return switch (reading) {
            case NoSession none -> none.refusal().advice();
            case Session session -> throw new AssertionError("expected none, got " + session);
        };
    }

    /** An STS that answers the n-th question with an error; counts the questions. */
    private static String adviceOf(IntFunction<StsError> errors, AtomicInteger questions) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var error = errors.apply(questions.incrementAndGet());
            var body = error.xml().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
            exchange.sendResponseHeaders(error.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var source = new AwsSessionSource(OWN, (upstream, region) -> endpoint)) {
            return advice(source.make(recipe(Map.of(), null, null)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theWholeRecipeReachesSts() {
        try (var emulator = Emulator.start(EmulatorOptions.defaults());
                var source = new AwsSessionSource(OWN, (upstream, region) -> emulator.endpoint())) {
            var made = source.make(recipe(
                    Map.of("team", "localisation", "cost-center", "4711"),
                    "external-1",
                    "{\"Version\":\"2012-10-17\"}"));

            assertThat(made).isInstanceOfSatisfying(Session.class, session -> {
                assertThat(session.identity()).isInstanceOf(AwsSessionCredentialsIdentity.class);
                assertThat(session.expiresAt())
                        .isBetween(
                                Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_700));
            });
            var role = emulator.assumedRoles().all().getFirst();
            assertThat(role.roleArn()).isEqualTo(ROLE);
            assertThat(role.sessionName()).isEqualTo("translator");
            assertThat(role.tags()).isEqualTo(Map.of("team", "localisation", "cost-center", "4711"));
            assertThat(role.externalId()).isEqualTo("external-1");
            assertThat(role.limits().policy()).isEqualTo("{\"Version\":\"2012-10-17\"}");
            assertThat(emulator.requests().last().region()).isEqualTo("eu-west-1");
            assertThat(emulator.requests().last().isSignedRightly()).isTrue();
        }
    }

    @Test
    void withoutARoleTheGatewaysOwnCredentialsAreTheSession() {
        try (var source = new AwsSessionSource(OWN, (upstream, region) -> {
            throw new AssertionError("STS was asked");
        })) {
            var made = source.make(SessionRecipe.own("default", "us-east-1"));

            assertThat(made).isInstanceOfSatisfying(Session.class, session -> {
                assertThat(session.identity().accessKeyId()).isEqualTo(EmulatorOptions.ACCESS_KEY);
                assertThat(session.expiresAt()).isNull();
            });
        }
    }

    @Test
    void refusedByStsThereIsNoSessionAndTheCallerLearnsTheCodeOnly() throws IOException {
        var questions = new AtomicInteger();

        var advice = adviceOf(
                n -> new StsError(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::1:user/x is not authorized to perform: sts:AssumeRole"),
                questions);

        assertThat(advice).contains("AccessDenied").doesNotContain("arn:").doesNotContain("user/x");
        assertThat(questions).hasValue(1);
    }

    @Test
    void anStsThatFailsIsAskedTwiceAtMost() throws IOException {
        var questions = new AtomicInteger();

        adviceOf(n -> new StsError(500, "InternalFailure", "x"), questions);

        assertThat(questions).hasValue(2);
    }

    @Test
    void aRoleThatAllowsNoHourIsAskedForAQuarter() throws IOException {
        var questions = new AtomicInteger();

        var advice = adviceOf(
                n -> n == 1
                        ? new StsError(
                                400,
                                "ValidationError",
                                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
                        : new StsError(403, "AccessDenied", "second question"),
                questions);

        assertThat(advice).contains("AccessDenied");
        assertThat(questions).hasValue(2);
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        var questions = new AtomicInteger();

        assertThat(adviceOf(n -> new StsError(302, "Moved", "x"), questions)).isNotEmpty();
        assertThat(questions.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void anStsThatHangsEndsInFiveSeconds() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var source = new AwsSessionSource(
                        OWN, (upstream, region) -> URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
            var before = Instant.now();

            var advice = advice(source.make(recipe(Map.of(), null, null)));

            assertThat(advice).contains("could not be asked");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void tagsThatStsWouldRefuseAreNamedWithoutAskingIt() {
        try (var source = new AwsSessionSource(OWN, (upstream, region) -> {
            throw new AssertionError("STS was asked");
        })) {
            assertThat(advice(source.make(recipe(Map.of("a#b", "x"), null, null))))
                    .contains("`a#b`");
        }
    }

    @Test
    void ownCredentialsThatCannotBeReadAreNoSession() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("unable to load credentials from any of the providers in the chain");
        };
        try (var source = new AwsSessionSource(none, (upstream, region) -> URI.create("http://127.0.0.1:1"))) {
            assertThat(advice(source.make(SessionRecipe.own("default", "us-east-1"))))
                    .contains("own AWS credentials");
            assertThat(advice(source.make(recipe(Map.of(), null, null)))).contains("could not be asked");
        }
    }
}
