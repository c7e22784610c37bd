package dev.ostiary.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "abc, ABC, 0",
        "abc, abd, 1",
        "abc, ab, 1",
        "ab, abc, 1",
        "abc, bc, 1",
        "kitten, sitting, 3",
        "flaw, lawn, 2",
        "abcdef, azced, 3"
    })
    void theDistanceIsTheFewestEdits(String left, String right, int distance) {
        assertThat(NameDistance.between(left, right)).isEqualTo(distance);
    }

    @Test
    void onlyTheFirst128CharactersCount() {
        String common = "a".repeat(128);

        assertThat(NameDistance.between(common, common + "b")).isZero();
        assertThat(NameDistance.between("a".repeat(127), "a".repeat(127) + "b")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEqual, StringEquals",
        "stringlike, StringLike",
        "StringEqualsIfExist, StringEqualsIfExists",
        "ForAllValue:ArnLike, ForAllValues:ArnLike",
        "ForAnyValues:StringNotEqual, ForAnyValue:StringNotEquals",
        "IpAdress, IpAddress",
        "NotIpAddres, NotIpAddress"
    })
    void theNearestOperatorIsSuggested(String wrong, String right) {
        assertThat(Operator.suggest(wrong)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "fAlSe, false", "false, false"})
    void truthIsReadInAnyCase(String text, boolean expected) {
        assertThat(BoolText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "1", "yes", "' true'", "tru\u0117"})
    void otherTextsAreNoTruth(String text) {
        assertThat(BoolText.parse(text)).isNull();
    }

    @Test
    void exactlyTheNotOperatorsAreNegated() {
        for (Comparison comparison : Comparison.values()) {
            assertThat(comparison.isNegated())
                    .as(comparison.text())
                    .isEqualTo(comparison.text().matches("Not.*|.*Not(Equals|Like).*"));
        }
    }

    @Test
    void wildcardsAndVariablesAreForTheOperatorsThatIamNames() {
        for (Comparison comparison : Comparison.values()) {
            boolean arn = comparison.text().startsWith("Arn");
            boolean like = comparison.text().endsWith("Like");
            boolean text = comparison.text().startsWith("String");
            assertThat(comparison.takesWildcards()).as(comparison.text()).isEqualTo(arn || like);
            assertThat(comparison.family().takesVariables())
                    .as(comparison.text())
                    .isEqualTo(arn || text);
        }
    }
}
