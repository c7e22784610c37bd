package dev.ostiary.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimeTest {
    private final LogTime time = new LogTime();

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:15:00Z, 2026-11-30T08:15:00.000000Z",
        "2026-11-30T08:15:00.000001999Z, 2026-11-30T08:15:00.000001Z",
        "2026-11-30T08:15:59.999999999Z, 2026-11-30T08:15:59.999999Z",
        "2024-02-29T00:00:00.1Z, 2024-02-29T00:00:00.100000Z"
    })
    void instantsAreWrittenToTheMicrosecond(Instant instant, String text) {
        assertThat(time.text(instant)).isEqualTo(text);
    }

    @Test
    void everyTextIsTheInstantWhateverWasWrittenBefore() {
        var random = new Random(Long.getLong("ostiary.seed", 1));
        var instant = Instant.parse("2026-12-31T23:59:58Z");
        for (int i = 0; i < 10_000; i++) {
            instant = instant.plusNanos(random.nextInt(1_500_000_000)).minusNanos(random.nextInt(1_400_000_000));

            assertThat(Instant.parse(time.text(instant))).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        }
    }
}
