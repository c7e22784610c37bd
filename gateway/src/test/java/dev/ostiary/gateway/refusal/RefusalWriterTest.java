package dev.ostiary.gateway.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.http.RunningPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a refusal looks like on the wire, also when parts of it come from a caller. */
class RefusalWriterTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    private static String answer(Refusal refusal, String request) throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> incoming.refuse(refusal, "eu-central-1"))) {
            return running.exchange(request);
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static String message(String answer) throws JsonProcessingException {
        var bytes = body(answer).getBytes(StandardCharsets.ISO_8859_1);
        var json = new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
        assertThat(json).hasSize(1);
        return json.elements().next().textValue();
    }

    @Test
    void refusalHasAwsShapeAndSaysWhoWhichAndWhatToDo() throws IOException {
        var refusal = Refusal.of(RefusalKind.ACCESS_DENIED, DeniedBy.POLICY, "User: app/a is not authorized", "ask b");

        var answer = answer(refusal, GET);

        var decision = answer.replaceAll("(?s).*x-ostiary-decision: ([0-9a-z]{16})\r\n.*", "$1");
        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .contains(
                        "x-amzn-ErrorType: AccessDeniedException\r\n",
                        "x-ostiary-denied-by: policy\r\n",
                        "x-ostiary-region: eu-central-1\r\n",
                        "Content-Type: application/json\r\n",
                        "Content-Length: " + body(answer).length() + "\r\n")
                .containsPattern(
                        "x-amzn-RequestId: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\r\n")
                .endsWith("{\"Message\":\"User: app/a is not authorized (ostiary: policy; decision " + decision
                        + "; ask b)\"}");
    }

    @Test
    void dateIsNow() throws IOException {
        var answer = answer(Refusal.invalid("No.", ""), GET);

        var date = answer.replaceAll("(?s).*\r\nDate: ([^\r]*)\r.*", "$1");
        var instant =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        assertThat(Duration.between(instant, Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void otherRefusalsSpellMessageInLowerCaseAndCarryTheirHeaders() throws IOException {
        var refusal = Refusal.of(RefusalKind.THROTTLING, DeniedBy.LIMIT, "Too many.", "wait")
                .withHeader("Retry-After", "7");

        var answer = answer(refusal, GET);

        assertThat(answer).startsWith("HTTP/1.1 429 ").contains("Retry-After: 7\r\n", "{\"message\":\"Too many.");
    }

    @Test
    void headHasNoBody() throws IOException {
        var answer = answer(Refusal.invalid("No.", "x"), GET.replace("GET", "HEAD"));

        assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    }

    @Test
    void nothingThatACallerSentCanBreakHeadersOrBody() throws IOException {
        var evil = "a\"b\\c\r\nSet-Cookie: x\u0000\u001b[31m\u0085\u202e\u2028\ud800<\u00e4\ud83d\ude00";

        var answer = answer(Refusal.invalid(evil, evil).withHeader("Allow", "GET\r\nX-Evil: y"), GET);

        assertThat(answer)
                .doesNotContain("\r\nSet-Cookie", "\r\nX-Evil", "\u001b", "\u0000")
                .contains("Allow: GET??X-Evil: y\r\n");
        assertThat(body(answer)).doesNotContain("\r", "\n");
        assertThat(message(answer))
                .startsWith("a\"b\\c\r\nSet-Cookie: x\u0000\u001b[31m\u0085\u202e\u2028\ufffd<\u00e4\ud83d\ude00"
                        + " (ostiary: request; decision ");
    }

    @Test
    void longTextIsCutSoThatTheMessageStaysReadable() throws IOException {
        var answer = answer(Refusal.invalid("s".repeat(10_000), "\ud83d\ude00".repeat(5_000)), GET);

        assertThat(message(answer))
                .hasSizeLessThan(2_000)
                .contains("sss... (ostiary: request; decision ")
                .endsWith("...)");
    }

    @Test
    void clientsOwnIdsAreNotTakenOver() throws IOException {
        var ids = "x-amzn-RequestId: 11111111-1111-4111-8111-111111111111\r\nX-Request-Id: evil\r\n";
        try (var running = RunningPort.with(Map.of(), RunningPort::deny)) {
            var answer = running.exchange("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + ids + "\r\n");

            assertThat(answer).doesNotContain("11111111", "evil");
        }
    }
}
