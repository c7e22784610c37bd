package dev.ostiary.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextsTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0 0 0 0",
        "255.255.255.255, 255 255 255 255",
        "1.2.3.4, 1 2 3 4",
        "100.20.3.0, 100 20 3 0",
        "::, 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
        "::1, 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1",
        "1::, 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
        "1:2:3:4:5:6:7:8, 0 1 0 2 0 3 0 4 0 5 0 6 0 7 0 8",
        "1:2:3:4:5:6:7::, 0 1 0 2 0 3 0 4 0 5 0 6 0 7 0 0",
        "::2:3:4:5:6:7:8, 0 0 0 2 0 3 0 4 0 5 0 6 0 7 0 8",
        "abcd:EF01::9, 171 205 239 1 0 0 0 0 0 0 0 0 0 0 0 9",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, "
                + "255 255 255 255 255 255 255 255 255 255 255 255 255 255 255 255",
        "::1.2.3.4, 0 0 0 0 0 0 0 0 0 0 0 0 1 2 3 4",
        "1:2:3:4:5::1.2.3.4, 0 1 0 2 0 3 0 4 0 5 0 0 1 2 3 4",
        "1:2:3:4:5:6:1.2.3.4, 0 1 0 2 0 3 0 4 0 5 0 6 1 2 3 4"
    })
    void anAddressIsItsBytes(String text, String bytes) {
        assertThat(bytes(IpAddressText.parse(text))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.1000",
                "1.2.3.",
                ".1.2.3",
                "01.2.3.4",
                "00.0.0.0",
                "1.2.3.-4",
                "1.2.3.a",
                "1.2.3.4 ",
                ":",
                ":1",
                "1:",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                ":::",
                "1:::2",
                "::g",
                "::/",
                "::`",
                "::@",
                "::G",
                "::12345",
                "::1.2.3",
                "::1.2.3.256",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6::1.2.3.4",
                "::1.2.3.4:5",
                "fe80::1%eth0",
                "[::1]",
                "0000:0000:0000:0000:0000:ffff:255.255.255.2555"
            })
    void everythingElseIsNoAddress(String text) {
        assertThat(IpAddressText.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8, true",
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 10.0.0.0/7, false",
        "10.0.0.0/8, 11.0.0.0/8, false",
        "10.0.0.0/9, 10.128.0.0/9, false",
        "10.0.0.0/8, a00::/8, false",
        "::/0, ::/0, true",
        "::/1, 8000::/1, false",
        "0.0.0.0/0, 0.0.0.0/0, true"
    })
    void aRangeHoldsTheRangesInsideIt(String outer, String inner, boolean expected) {
        assertThat(range(outer).contains(range(inner))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0 11.0.0.0",
        "10.0.0.128/25, 10.0.0.128 10.0.1.0",
        "10.0.0.7, 10.0.0.7 10.0.0.8",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0/0, 0.0.0.0",
        "128.0.0.0/1, 128.0.0.0",
        "::/1, 0:0:0:0:0:0:0:0 8000:0:0:0:0:0:0:0",
        "::ffff, 0:0:0:0:0:0:0:ffff 0:0:0:0:0:0:1:0",
        "8000::/1, 8000:0:0:0:0:0:0:0",
        "2001:db8::12/124, 2001:db8:0:0:0:0:0:10 2001:db8:0:0:0:0:0:20"
    })
    void aRangeHasBorders(String range, String borders) {
        assertThat(range(range).borders()).isEqualTo(List.of(borders.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, false",
        "10.0.0.1/8, true",
        "10.128.0.0/8, true",
        "10.0.0.1, false",
        "10.0.0.1/31, true",
        "10.0.0.2/31, false",
        "128.0.0.0/0, true",
        "::1/127, true",
        "::1/128, false",
        "8000::/1, false"
    })
    void bitsBehindThePrefixAreSeen(String range, boolean expected) {
        assertThat(range(range).hasHostBits()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/0", "10.0.0.0/32", "::/0", "::/128", "10.0.0.0/008"})
    void prefixesReachFromNothingToAllBits(String text) {
        assertThat(IpRange.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "10.0.0.0/0008", "10.0.0.0/", "10.0.0.0/a", "10.0.0.0/+8", "/8"})
    void otherPrefixesAreNone(String text) {
        assertThat(IpRange.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.112.255, false",
        "203.0.113.0/30, 203.0.113.3, true",
        "203.0.113.0/30, 203.0.113.4, false",
        "203.0.113.4/30, 203.0.113.3, false",
        "::/127, ::1, true",
        "::/127, ::2, false",
        "ff00::/8, feff::, false"
    })
    void theLastBitOfAPrefixCounts(String range, String address, boolean inside) {
        assertThat(range(range).containsAddress(address)).isEqualTo(inside);
    }

    @Test
    void aRangeIsNoAddress() {
        assertThat(range("10.0.0.0/8").containsAddress("10.0.0.0/32")).isFalse();
    }

    private static IpRange range(String text) {
        IpRange range = IpRange.parse(text);
        if (range == null) {
            throw new AssertionError(text);
        }
        return range;
    }

    private static String bytes(byte @Nullable [] address) {
        if (address == null) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (byte each : address) {
            text.append(text.isEmpty() ? "" : " ").append(each & 0xff);
        }
        return text.toString();
    }
}
