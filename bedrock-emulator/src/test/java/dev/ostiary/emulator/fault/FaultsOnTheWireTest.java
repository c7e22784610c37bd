package dev.ostiary.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.RawHttp;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Selector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** Each fault as a client sees it on a bare HTTP/1.1 socket. */
class FaultsOnTheWireTest {
    private static final String MODEL = "/model/amazon.nova-lite-v1%3A0";
    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"one two three\"}]}]}";
    /** messageStart, four deltas, contentBlockStop, messageStop, metadata. */
    private static final int FRAMES = 8;

    /** Long enough for a busy machine to send what comes before the silence. */
    private static final int SILENCE_MILLIS = 1_500;

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @Test
    void withoutFaultsTheStreamIsComplete() throws IOException {
        RawHttp.Answer answer = stream();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
        assertThat(events(answer.body())).hasSize(FRAMES).endsWith("messageStop", "metadata");
        assertThat(answer.head()).contains("x-amzn-RequestId: ", "Date: ", "application/vnd.amazon.eventstream");
    }

    @Test
    void resetBeforeHeadersSendsNothing() throws IOException {
        emulator.faults().add(new Fault.ResetBeforeHeaders());

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.RESET);
        assertThat(answer.head()).isEmpty();
    }

    @Test
    void hangSendsNothingAndStaysOpen() throws IOException {
        emulator.faults().add(new Fault.Hang());

        RawHttp.Answer answer = stream(SILENCE_MILLIS);

        assertThat(answer.end()).isEqualTo(RawHttp.End.SILENT);
        assertThat(answer.head()).isEmpty();
    }

    @Test
    void resetMidFrameLeavesHalfOfIt() throws IOException {
        emulator.faults().add(new Fault.ResetMidFrame(2));

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.RESET);
        assertThat(events(answer.body())).containsExactly("messageStart", "contentBlockDelta");
    }

    @Test
    void resetAfterLastFrameIsNoEnd() throws IOException {
        emulator.faults().add(new Fault.ResetAfterLastFrame());

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.RESET);
        assertThat(events(answer.body())).hasSize(FRAMES);
    }

    @Test
    void hangBeforeFrameKeepsTheFirstOnes() throws IOException {
        emulator.faults().add(new Fault.HangBeforeFrame(2));

        RawHttp.Answer answer = stream(SILENCE_MILLIS);

        assertThat(answer.end()).isEqualTo(RawHttp.End.SILENT);
        assertThat(events(answer.body())).containsExactly("messageStart", "contentBlockDelta");
    }

    @Test
    void silenceBeforeTheFirstFrameComesAfterTheHeaders() throws IOException {
        emulator.faults().add(new Fault.HangBeforeFrame(0));

        RawHttp.Answer answer = stream(SILENCE_MILLIS);

        assertThat(answer.end()).isEqualTo(RawHttp.End.SILENT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void wrongMessageCrcIsFoundByTheDecoder() throws IOException {
        emulator.faults().add(new Fault.WrongCrc(3, false));

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
        assertThatThrownBy(() -> events(answer.body())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongPreludeCrcIsFoundByTheDecoder() throws IOException {
        emulator.faults().add(new Fault.WrongCrc(Fault.LAST_FRAME, true));

        byte[] body = stream().body();

        assertThatThrownBy(() -> events(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oversizeLengthStandsInThePrelude() throws IOException {
        emulator.faults().add(new Fault.OversizeLength(0, 1_000_000_000L));

        assertThat(ByteBuffer.wrap(stream().body()).getInt(0)).isEqualTo(1_000_000_000);
    }

    @Test
    void exceptionFrameEndsTheStreamCleanly() throws IOException {
        emulator.faults().add(new Fault.ExceptionFrame(2, AwsError.throttling("Too many tokens.")));

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
        assertThat(events(answer.body())).containsExactly("messageStart", "contentBlockDelta", "throttlingException");
    }

    @Test
    void endBeforeLastFrameIsTruncationAtFrameBorder() throws IOException {
        emulator.faults().add(new Fault.EndBeforeFrame(Fault.LAST_FRAME));

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
        assertThat(events(answer.body())).hasSize(FRAMES - 1).endsWith("messageStop");
    }

    @Test
    void endMidFrameIsTruncationInsideOne() throws IOException {
        emulator.faults().add(new Fault.EndMidFrame(1));

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
        assertThat(events(answer.body())).containsExactly("messageStart");
        assertThat(answer.body().length)
                .isGreaterThan(ByteBuffer.wrap(answer.body()).getInt(0));
    }

    @Test
    void splitWritesComeByteByByte() throws IOException {
        emulator.faults().add(new Fault.SplitWrites(1));

        RawHttp.Answer answer = stream();

        assertThat(answer.chunks()).allSatisfy(chunk -> assertThat(chunk).hasSize(1));
        assertThat(events(answer.body())).hasSize(FRAMES);
    }

    @Test
    void joinedFramesComeTogether() throws IOException {
        emulator.faults().add(new Fault.JoinFrames(100));

        RawHttp.Answer answer = stream();

        assertThat(answer.chunks()).hasSize(1);
        assertThat(events(answer.body())).hasSize(FRAMES);
    }

    @Test
    void delaysAreAtLeastWhatWasAsked() throws IOException {
        emulator.faults().add(new Fault.Delay(Duration.ofMillis(60), Duration.ofMillis(20)));
        long start = System.nanoTime();

        RawHttp.Answer answer = stream();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(60 + 20 * (FRAMES - 1)));
        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
    }

    @Test
    void everyNthCallIsThrottled() throws IOException {
        emulator.faults().add(FaultRule.always(Fault.Refuse.throttle()).everyNth(3));
        List<Integer> statuses = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            statuses.add(stream().status());
        }

        assertThat(statuses).containsExactly(200, 200, 429, 200, 200, 429);
    }

    @Test
    void ruleHitsOnlyItsOperationAndEnds() throws IOException {
        emulator.faults().add(new FaultRule(Fault.Refuse.throttle(), Selector.operation("Converse"), 1, 1));

        assertThat(stream().status()).isEqualTo(200);
        assertThat(whole().status()).isEqualTo(429);
        assertThat(whole().status()).isEqualTo(200);
    }

    @Test
    void wholeBodyBreaksToo() throws IOException {
        emulator.faults().set(new Fault.EndMidFrame(0));
        RawHttp.Answer cut = whole();
        emulator.faults().set(new Fault.ResetMidFrame(0));
        RawHttp.Answer reset = whole();

        assertThat(cut.end()).isEqualTo(RawHttp.End.CLOSED);
        assertThat(cut.body()).isNotEmpty();
        assertThat(reset.end()).isEqualTo(RawHttp.End.RESET);
    }

    @Test
    void bulkStreamIsLongAndWellFormed() throws IOException {
        emulator.faults().add(new Fault.Bulk(5_000, 200));

        RawHttp.Answer answer = stream();

        assertThat(answer.end()).isEqualTo(RawHttp.End.COMPLETE);
        assertThat(events(answer.body())).hasSize(5_004).endsWith("messageStop", "metadata");
    }

    private static RawHttp.Answer stream() throws IOException {
        return stream(5_000);
    }

    private static RawHttp.Answer stream(int timeoutMillis) throws IOException {
        return RawHttp.post(emulator.endpoint(), MODEL + "/converse-stream", BODY, timeoutMillis);
    }

    private static RawHttp.Answer whole() throws IOException {
        return RawHttp.post(emulator.endpoint(), MODEL + "/converse", BODY, 5_000);
    }

    private static List<String> events(byte[] body) {
        List<String> names = new ArrayList<>();
        MessageDecoder decoder = new MessageDecoder(message -> names.add(name(message)));
        decoder.feed(body);
        return names;
    }

    private static String name(Message message) {
        return message.getHeaders().entrySet().stream()
                .filter(header -> header.getKey().endsWith("-type")
                        && (header.getKey().startsWith(":event")
                                || header.getKey().startsWith(":exception")))
                .map(header -> header.getValue().getString())
                .findFirst()
                .orElse(new String(message.getPayload(), StandardCharsets.UTF_8));
    }
}
