package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Every way the emulator breaks a stream ends the client's call with an error; delays and odd splits change nothing; one end each. */
class StreamEndsTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";

    @TempDir
    static Path directory;

    private static TestGateway gateway;
    private static BedrockRuntimeAsyncClient client;
    private static long calls;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:Invoke*","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "app", "all", "");
        gateway = TestGateway.start(
                directory,
                Map.of(
                        "ostiary.upstreams.default.first-byte-timeout", "1s",
                        "ostiary.upstreams.default.idle-timeout", "1s"));
        client = Clients.gatewayAsync(gateway, gateway.issuer().token("app"));
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    /** The log's thread is a little behind: the lines of the test before must not be taken for this one's. */
    @BeforeEach
    void whole() {
        gateway.emulator().reset();
        awaitALineForEachCall();
    }

    private static void awaitALineForEachCall() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lines()).isEqualTo(calls));
    }

    static Stream<Fault> breaking() {
        return Stream.of(
                new Fault.ResetBeforeHeaders(),
                new Fault.Hang(),
                new Fault.ResetMidFrame(1),
                new Fault.ResetMidFrame(Fault.LAST_FRAME),
                new Fault.HangBeforeFrame(2),
                new Fault.WrongCrc(1, true),
                new Fault.WrongCrc(1, false),
                new Fault.OversizeLength(1, 1L << 31),
                new Fault.ExceptionFrame(2, AwsError.throttling("Too many tokens, please wait before trying again.")),
                new Fault.EndBeforeFrame(Fault.LAST_FRAME),
                new Fault.EndBeforeFrame(2),
                new Fault.EndMidFrame(2));
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void aBrokenStreamNeverLooksComplete(Fault fault) {
        gateway.emulator().faults().set(fault);

        Throwable error = converse().error();

        assertThat(error).as("the client's call under " + fault).isNotNull();
        awaitALineForEachCall();
        assertThat(gateway.metrics()).doesNotContainPattern("ostiary_active_streams\\{app=\"app\",\\} [1-9]");
    }

    static Stream<Fault> harmless() {
        return Stream.of(
                new Fault.Delay(Duration.ofMillis(100), Duration.ofMillis(20)),
                new Fault.SplitWrites(1),
                new Fault.SplitWrites(7),
                new Fault.JoinFrames(100));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void delaysAndOddSplitsChangeNothing(Fault fault) {
        List<ConverseStreamOutput> plain = converse().events();
        gateway.emulator().faults().set(fault);

        Heard heard = converse();

        assertThat(heard.error()).isNull();
        assertThat(heard.events()).isEqualTo(plain);
    }

    @Test
    void aClientThatHangsUpIsNoticedAndItsTokensAreStillCounted() {
        gateway.emulator().faults().set(new Fault.Delay(Duration.ZERO, Duration.ofMillis(100)));
        calls++;

        var call = client.converseStream(
                request -> request.modelId(SONNET)
                        .messages(message -> message.role(ConversationRole.USER)
                                .content(ContentBlock.fromText("a door [words=30]"))),
                ConverseStreamResponseHandler.builder()
                        .onEventStream(publisher -> publisher.subscribe(new CancelAfterFirst()))
                        .build());

        awaitALineForEachCall();
        call.cancel(true);
        String line = gateway.accessLog().lines().toList().getLast();
        assertThat(line).contains("\"outcome\":\"client_gone\"").contains("\"output\":30");
    }

    private record Heard(
            List<ConverseStreamOutput> events, @Nullable Throwable error) {}

    private static Heard converse() {
        calls++;
        var events = new CopyOnWriteArrayList<ConverseStreamOutput>();
        var call = client.converseStream(
                request -> request.modelId(SONNET)
                        .messages(message -> message.role(ConversationRole.USER)
                                .content(ContentBlock.fromText("Tell me about the door, keeper of the door."))),
                ConverseStreamResponseHandler.builder().subscriber(events::add).build());
        try {
            call.join();
            return new Heard(events, null);
        } catch (CompletionException failed) {
            return new Heard(events, failed.getCause());
        }
    }

    private static long lines() {
        return gateway.accessLog().lines().count();
    }
}
