package dev.ostiary.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextsTest {
    @ParameterizedTest
    @CsvSource({
        "2026, 2026, 0",
        "0, 0, 0",
        "9223372036854775807, 9223372036854775807, 0",
        "1970-01, 0, 0",
        "1970-01-02, 86400, 0",
        "1970-01-01T00:01, 60, 0",
        "1970-01-01T00:00:01, 1, 0",
        "1970-01-01t00:00:01.5z, 1, 500000000",
        "1970-01-01T00:00:00.000000001Z, 0, 1",
        "1970-01-01T01:00:00+01:00, 0, 0",
        "1970-01-01T01:30:00+0130, 0, 0",
        "1969-12-31T23:00:00-01, 0, 0",
        "2024-02-29, 1709164800, 0"
    })
    void datesArePointsInTime(String text, long second, int nano) {
        assertThat(PointInTime.parse(text)).isEqualTo(new PointInTime(second, nano));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "20260101x",
                "2026-13",
                "2026-00",
                "2026-02-30",
                "2026-01-01T24:00",
                "2026-01-01T00",
                "2026-01-01T00:60",
                "2026-01-01T00:00:61",
                "2026-01-01T00:00:00.",
                "2026-01-01T00:00:00+24:00",
                "2026-01-01T00:00:00+00:60",
                "9223372036854775808",
                " 2026-01-01",
                "2026-1-1",
                "2026-01-01T00:00:00.0000000001Z"
            })
    void otherTextsAreNoDates(String text) {
        assertThat(PointInTime.parse(text)).isNull();
    }

    @Test
    void pointsInTimeAreOrderedBySecondThenNano() {
        assertThat(new PointInTime(1, 5)).isGreaterThan(new PointInTime(1, 4)).isLessThan(new PointInTime(2, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "+5, 5", "-5.50, -5.5", "007, 7", "10.0, 10"})
    void numbersAreComparedByValue(String text, String same) {
        assertThat(DecimalText.parse(text)).isEqualByComparingTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", ".5", "5.", "1e1", "1.2.3", " 1", "0x1", "1_000", "\u0661"})
    void otherTextsAreNoNumbers(String text) {
        assertThat(DecimalText.parse(text)).isNull();
    }

    @Test
    void numbersHaveABoundedLength() {
        assertThat(DecimalText.parse("1".repeat(400))).isNotNull();
        assertThat(DecimalText.parse("1".repeat(401))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.129/25, 10.0.0.128, true",
        "10.0.0.129/25, 10.0.0.127, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 1.2.3.4, false",
        "2001:db8::/32, 2001:DB8:ffff:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:8000::, false",
        "::ffff:1.2.3.4, ::ffff:102:304, true",
        "::ffff:1.2.3.4/128, 1.2.3.4, false",
        "1::, 1:0:0:0:0:0:0:0, true",
        "10.0.0.0/8, 10.0.0.0/8, false",
        "10.0.0.0/8, 010.0.0.1, false"
    })
    void rangesHoldAddressesOfTheirFamily(String range, String address, boolean expected) {
        IpRange parsed = IpRange.parse(range);

        assertThat(parsed).isNotNull();
        assertThat(parsed != null && parsed.containsAddress(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/1/2",
                "::/129",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::1:2:3:4:5:6:7:8",
                "g::",
                "12345::",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "localhost",
                "10.0.0.0/08x"
            })
    void otherTextsAreNoRanges(String text) {
        assertThat(IpRange.parse(text)).isNull();
    }

    @Test
    void bordersOfARangeAreItsFirstAddressAndTheFirstBehindIt() {
        IpRange inner = IpRange.parse("10.1.2.3/8");
        IpRange last = IpRange.parse("ffff::/16");

        assertThat(inner).isNotNull().extracting(IpRange::borders).asString().isEqualTo("[10.0.0.0, 11.0.0.0]");
        assertThat(inner).isNotNull().extracting(IpRange::hasHostBits).isEqualTo(true);
        assertThat(last).isNotNull().extracting(IpRange::borders).asString().isEqualTo("[ffff:0:0:0:0:0:0:0]");
        assertThat(last).isNotNull().extracting(IpRange::hasHostBits).isEqualTo(false);
    }

    @Test
    void operatorsAreTakenApartWithTheirExactCase() {
        assertThat(Operator.parse("ForAnyValue:StringNotLikeIfExists"))
                .isEqualTo(new Operator(Quantifier.FOR_ANY_VALUE, Comparison.STRING_NOT_LIKE, true));
        assertThat(Operator.parse("stringequals")).isNull();
        assertThat(Operator.parse("ForAnyValue::StringEquals")).isNull();
        assertThat(Operator.parse("forAnyValue:StringEquals")).isNull();
        assertThat(Operator.parse("IfExists")).isNull();
        for (Comparison comparison : Comparison.values()) {
            assertThat(Operator.parse(comparison.text()))
                    .isEqualTo(new Operator(Quantifier.NONE, comparison, false))
                    .extracting(Operator::text)
                    .isEqualTo(comparison.text());
        }
    }

    @Test
    void theNearestOperatorIsSuggested() {
        assertThat(Operator.suggest("StringEqual")).isEqualTo("StringEquals");
        assertThat(Operator.suggest("ForAnyValues:StringLike")).isEqualTo("ForAnyValue:StringLike");
        assertThat(NameDistance.between("kitten", "sitting")).isEqualTo(3);
    }
}
