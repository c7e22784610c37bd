package dev.ostiary.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GlobTest {
    @ParameterizedTest
    @MethodSource
    void matchesTheWholeText(String pattern, String text, boolean expected) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
    }

    static Stream<Arguments> matchesTheWholeText() {
        return Stream.of(
                arguments("", "", true),
                arguments("", "a", false),
                arguments("*", "", true),
                arguments("*", "a/b:c\nd", true),
                arguments("?", "", false),
                arguments("?", "\uD83D\uDE00", true),
                arguments("??", "\uD83D\uDE00", false),
                arguments("a*b*c", "aXbYbZc", true),
                arguments("a*b*c", "aXbYbZ", false),
                arguments("a*", "A", false),
                arguments("a.b", "axb", false),
                arguments("[ab]", "a", false),
                arguments("a\\*", "a*", false),
                arguments("*:0", "x-v1:0", true),
                arguments("**", "", true),
                arguments("a**?", "a", false),
                arguments("a**?", "ab", true));
    }

    @Test
    void ignoresAsciiCaseOnlyWhenAsked() {
        assertThat(Glob.ignoringCase("Bedrock:In*").matches("bEDROCK:iNVOKE")).isTrue();
        assertThat(Glob.ignoringCase("k").matches("\u212A")).as("Kelvin sign").isFalse();
    }

    @Test
    @Timeout(20)
    void manyWildcardsTakeNoMoreThanTheProductOfLengths() {
        Glob glob = Glob.of("*a".repeat(500) + "b");
        String text = "a".repeat(20_000);

        assertThat(glob.matches(text)).isFalse();
    }
}
