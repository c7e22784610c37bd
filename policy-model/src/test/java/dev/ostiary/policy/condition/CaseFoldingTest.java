package dev.ostiary.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "a, A, true",
        "aB, Ab, true",
        "a, b, false",
        "ab, ac, false",
        "ab, a, false",
        "a, ab, false",
        "é, É, true",
        "ß, SS, false",
        "ß, \u1E9E, true",
        "k, \u212A, true",
        "i, \u0130, false",
        "I, \u0131, false",
        "\u0130, \u0130, true",
        "\u0131, \u0131, true",
        "\uD801\uDC28, \uD801\uDC00, true",
        "\uD801\uDC28, \uD801\uDC01, false"
    })
    void foldsOneCharacterToOneCharacter(String left, String right, boolean equal) {
        assertThat(CaseFolding.equal(left, right)).isEqualTo(equal);
        assertThat(CaseFolding.equal(right, left)).isEqualTo(equal);
    }

    @ParameterizedTest
    @CsvSource({"a, aA", "K, kK\u212A", "s, sS\u017F", "7, 7", "\u0130, \u0130", "i, iI"})
    void everySpellingOfACharacterIsFound(char character, String spellings) {
        assertThat(CaseFolding.spellings(character)).isEqualTo(spellings);
        assertThat(spellings.chars()).allMatch(each -> CaseFolding.isSame(character, (char) each.intValue()));
    }
}
