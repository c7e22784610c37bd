package dev.ostiary.gateway.jwk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfValueHasItsType() {
        var object = StrictJson.readObject(
                utf8("{\"s\":\"\\u00e9\",\"i\":-5,\"big\":12345678901234567890,\"d\":1.50,\"t\":true,\"n\":null,"
                        + "\"a\":[1,\"x\"],\"o\":{\"k\":false}}"));

        assertThat(object)
                .isEqualTo(Map.of(
                        "s",
                        "\u00e9",
                        "i",
                        -5L,
                        "big",
                        new BigDecimal("12345678901234567890"),
                        "d",
                        new BigDecimal("1.50"),
                        "t",
                        true,
                        "n",
                        StrictJson.Null.NULL,
                        "a",
                        List.of(1L, "x"),
                        "o",
                        Map.of("k", false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "\"a\"",
                "null",
                "{",
                "{}{}",
                "{} 1",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "{\"o\":{\"a\":1,\"a\":2}}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e999999999999}",
                "{\"a\":1e-401}",
                "{\"a\":'x'}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1 /* x */}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\\x\"}",
                "\ufeff{}"
            })
    void everythingElseIsRefused(String text) {
        assertThat(StrictJson.readObject(utf8(text))).isNull();
    }

    @Test
    void depthIsBounded() {
        String fits = "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}";
        String deep = "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}";

        assertThat(StrictJson.readObject(utf8(fits))).isNotNull();
        assertThat(StrictJson.readObject(utf8(deep))).isNull();
        assertThat(StrictJson.readObject(utf8("{\"a\":".repeat(4000)))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreRefused(String charset) {
        assertThat(StrictJson.readObject("{\"a\":1}".getBytes(Charset.forName(charset))))
                .isNull();
    }

    @Test
    void invalidUtf8IsRefused() {
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xe2, (byte) 0x82})) {
            byte[] text = utf8("{\"a\":\"xxxx\"}");
            System.arraycopy(bad, 0, text, 6, bad.length);

            assertThat(StrictJson.readObject(text)).isNull();
        }
    }
}
