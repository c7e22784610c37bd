package dev.ostiary.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPiecesTest {
    private static final VariableSource TEAM = source(Map.of("k:team", "blue*"));

    @ParameterizedTest
    @CsvSource({"A, a", "Z, z", "@, @", "[, [", "a, a", "z, z", "É, É", "aB:Cd-E, ab:cd-e", "'', ''"})
    void onlyAsciiLettersChangeTheirCase(String text, String lower) {
        assertThat(AsciiCase.lower(text)).isEqualTo(lower);
    }

    @Test
    void aTextInLowerCaseIsNotCopied() {
        String lower = "already:lower-1";

        assertThat(AsciiCase.lower(lower)).isSameAs(lower);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:b|a,b",
                "a:b:c:d:e:f:g|a,b,c,d,e,f:g",
                "a::|a,,",
                "${x:y}:b|${x:y},b",
                "a:${x:y}${z:w}:b|a,${x:y}${z:w},b",
                "${x:y|${x,y",
                "a|a"
            })
    void anArnIsSplitAtItsFirstFiveColonsOutsideOfVariables(String text, String fields) {
        assertThat(String.join(",", ArnFields.split(text, true))).isEqualTo(fields);
    }

    @Test
    void withoutVariablesEveryColonCounts() {
        assertThat(ArnFields.split("${x:y}:b", false)).containsExactly("${x", "y}", "b");
    }

    @Test
    void aTemplateFillsInWhatTheSourceHas() {
        Template template = Template.parse("a-${K:Team}-${*}${?}${$}*", true);

        assertThat(template.hasVariables()).isTrue();
        assertThat(template.text(TEAM)).isEqualTo("a-blue*-*?$*");
        assertThat(template.glob(TEAM)).isNotNull().satisfies(glob -> {
            assertThat(glob.matches("a-blue*-*?$anything")).isTrue();
            assertThat(glob.matches("a-bluex-*?$anything")).isFalse();
        });
        assertThat(template.text(VariableSource.EMPTY)).isNull();
        assertThat(template.glob(VariableSource.EMPTY)).isNull();
        assertThat(template.literalPrefix()).isEqualTo("a-");
    }

    @Test
    void aTemplateWithoutVariablesIsTheSameForEverybody() {
        Template template = Template.parse("a${*}b*", true);

        assertThat(template.hasVariables()).isFalse();
        assertThat(template.glob(TEAM)).isSameAs(template.glob(VariableSource.EMPTY));
        assertThat(template.text(TEAM)).isEqualTo("a*b*");
        assertThat(template.literalPrefix()).isEqualTo("a*b");
    }

    @Test
    void whereVariablesAreUnknownAllIsPlainPattern() {
        Template template = Template.parse("${k:team}*", false);

        assertThat(template.hasVariables()).isFalse();
        assertThat(template.text(TEAM)).isEqualTo("${k:team}*");
        assertThat(template.literalPrefix()).isEqualTo("${k:team}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${a}|a|null",
                "x${a, 'b'}y|a|b",
                "${a, ''}|a|''",
                "${a, 'b}c'}|a|b}c",
                "${a, b}|a, b|null",
                "${a,'b'}|a,'b'|null",
                "${a, 'b}|a, 'b|null",
                "${}|''|null"
            })
    void aReferenceHasAKeyAndMayHaveADefault(String text, String key, String defaultValue) {
        VariableReference reference = VariableReference.findAll(text).getFirst();

        assertThat(reference.key()).isEqualTo(key);
        assertThat(String.valueOf(reference.defaultValue())).isEqualTo(defaultValue);
    }

    @Test
    void referencesAreFoundInOrderWithTheirPlaces() {
        assertThat(VariableReference.findAll("x${a}y${b, 'c'}${"))
                .containsExactly(new VariableReference(1, 5, "a", null), new VariableReference(6, 15, "b", "c"));
    }

    @ParameterizedTest
    @CsvSource({"a, -1", "${a}, -1", "${a, 0", "x${a}${b, 5", "$a, -1", "${a}$, -1"})
    void anUnclosedVariableHasAPlace(String text, int place) {
        assertThat(VariableReference.findUnclosed(text)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, abc, true",
        "a*c, a, c, false",
        "*, '', '', false",
        "ab?, ab, '', false",
        "a*b?cd, a, cd, false"
    })
    void aGlobKnowsItsLiteralEnds(String text, String prefix, String suffix, boolean exact) {
        Glob glob = Glob.of(text);

        assertThat(glob.literalPrefix()).isEqualTo(prefix);
        assertThat(glob.literalSuffix()).isEqualTo(suffix);
        assertThat(glob.isExact()).isEqualTo(exact);
    }

    @Test
    void aPartOfATextIsMatchedAsIfItWereAll() {
        assertThat(Glob.of("b*").matches("abcd", 1, 3)).isTrue();
        assertThat(Glob.of("bc").matches("abcd", 1, 3)).isTrue();
        assertThat(Glob.of("bcd").matches("abcd", 1, 3)).isFalse();
        assertThat(Glob.of("b").matches("abcd", 1, 3)).isFalse();
        assertThat(Glob.of("*d").matches("abcd", 1, 3)).isFalse();
        assertThat(Glob.of("b??").matches("abcd", 1, 3)).isFalse();
        assertThat(Glob.ignoringCase("BC").matches("abcd", 1, 3)).isTrue();
        assertThat(Glob.of("?").matches("a\uD83D\uDE00", 1, 2))
                .as("half of a pair")
                .isTrue();
    }

    @Test
    void aStarGivesBackWholeCharacters() {
        assertThat(Glob.of("*?").matches("\uD83D\uDE00")).isTrue();
        assertThat(Glob.of("*?b").matches("\uD83D\uDE00a\uD83D\uDE00b")).isTrue();
        assertThat(Glob.of("*??").matches("\uD83D\uDE00")).isFalse();
        assertThat(Glob.of("*\uDE00").matches("\uD83D\uDE00"))
                .as("a star takes no half")
                .isFalse();
        assertThat(Glob.of("?\uDE00").matches("\uD83D\uDE00")).isFalse();
        assertThat(Glob.of("?").matches("\uD83D")).as("a half alone").isTrue();
        assertThat(Glob.of("??").matches("\uD83Da")).isTrue();
    }

    private static VariableSource source(Map<String, String> values) {
        return new VariableSource() {
            @Override
            public boolean isPresent(String lowerCaseKey) {
                return values.containsKey(lowerCaseKey);
            }

            @Override
            public @Nullable String findSingle(String lowerCaseKey) {
                return values.get(lowerCaseKey);
            }
        };
    }
}
