package dev.ostiary.gateway.logged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogSearchTest {
    private static final String ID = "0123456789abcdef";
    private static final String LINE = "{\"time\":\"2026-11-23T10:00:00Z\",\"decision\":\"" + ID
            + "\",\"app\":\"translator\",\"operation\":\"Converse\",\"modelId\":\"m\",\"status\":403}";

    private static Optional<LoggedCall> find(String log) throws IOException {
        return LogSearch.find(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), ID);
    }

    @Test
    void linesOfOthersArePassedOver() throws IOException {
        String log = "starting\n\n{\"decision\":\"" + ID + "\n[" + LINE + "]\n{\"requestId\":\"" + ID
                + "\"}\n{\"decision\":7}\n" + LINE + "\n{\"cut";

        assertThat(find(log)).hasValueSatisfying(call -> {
            assertThat(call.text("app")).isEqualTo("translator");
            assertThat(call.status()).isEqualTo(403);
            assertThat(call.id()).isEqualTo("m");
        });
    }

    @Test
    void wordsThatACollectorPutsBeforeALineDoNotMatter() throws IOException {
        assertThat(find("2026-11-23T10:00:00Z ostiary-1 stdout F " + LINE)).isPresent();
    }

    @Test
    void aLineLongerThanAnyOfOursCostsNoMemory() throws IOException {
        long length = 64L * 1024 * 1024;
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return given++ < length ? 'x' : -1;
            }
        };

        Optional<LoggedCall> none = LogSearch.find(endless, ID);
        Optional<LoggedCall> behind = find("x".repeat(200_000) + LINE + "\n" + LINE);
        Optional<LoggedCall> inside = find("x".repeat(200_000) + LINE);

        assertThat(none).isEmpty();
        assertThat(behind).isPresent();
        assertThat(inside).isEmpty();
    }

    @Test
    void anIdThatWasCutCannotBeAskedAgain() throws IOException {
        assertThat(find(LINE.replace("\"m\"", "\"" + "m".repeat(256) + "...\""))
                        .orElseThrow()
                        .id())
                .isEmpty();
    }

    @Test
    void oddMembersAreAsGoodAsNone() throws IOException {
        LoggedCall call = find("{\"decision\":\"" + ID + "\",\"time\":\"noon\",\"app\":null,\"status\":\"x\"}")
                .orElseThrow();

        assertThat(call.time()).isNull();
        assertThat(call.text("app")).isEmpty();
        assertThat(call.status()).isZero();
        assertThat(call.operation()).isEmpty();
    }
}
