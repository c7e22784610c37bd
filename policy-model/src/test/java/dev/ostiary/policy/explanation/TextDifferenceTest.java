package dev.ostiary.policy.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {
    private static final String DOOR = "\ud83d\udeaa";

    @Test
    void noCutSplitsASurrogatePair() {
        for (int before = 0; before < 40; before++) {
            for (int behind = 0; behind < 40; behind++) {
                String left = "x".repeat(before) + DOOR.repeat(20) + "a" + "y".repeat(behind) + DOOR.repeat(20);
                String right = left.replace('a', 'b');

                String shown = TextDifference.show(left, right);

                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown))
                        .as(shown)
                        .isTrue();
                assertThat(shown).contains("a", "b");
            }
        }
    }

    @Test
    void pairsThatDifferOnlyInTheirSecondHalfAreShownWhole() {
        assertThat(TextDifference.show("x".repeat(40) + "\ud83d\udeaa", "x".repeat(40) + "\ud83d\udeab"))
                .isEqualTo("`…" + "x".repeat(24 - 1) + "\ud83d\udeaa` ≠ `…" + "x".repeat(24 - 1) + "\ud83d\udeab`");
    }

    @Test
    void theBorderOfWholeTextsStays() {
        assertThat(TextDifference.border(DOOR, 0)).isZero();
        assertThat(TextDifference.border(DOOR, 1)).isZero();
        assertThat(TextDifference.border(DOOR, 2)).isEqualTo(2);
        assertThat(TextDifference.border("ab", 1)).isEqualTo(1);
    }
}
