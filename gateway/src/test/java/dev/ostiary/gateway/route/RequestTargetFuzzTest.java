package dev.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Run with {@code JAZZER_FUZZ=1} to search; without it, it replays what was found and the empty input. */
class RequestTargetFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void acceptedTargetsHoldNoDotSegmentAndReadTheSameAgain(byte[] input) {
        String raw = "/" + new String(input, StandardCharsets.ISO_8859_1);

        TargetReading reading = RequestTarget.parse(raw);

        if (reading instanceof RequestTarget target) {
            assertThat(RequestTargetTest.reencoded(target)).isEqualTo(target);
            for (String segment : target.segments()) {
                assertThat(segment.split("/", -1)).doesNotContain("", ".", "..");
                assertThat(segment).matches("[ -~]+").doesNotContain("%", "\\", ";");
            }
        }
    }
}
