package dev.ostiary.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.RequestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcePatternTest {
    private static final String FM = "arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0";

    @ParameterizedTest
    @CsvSource({
        "*, true, true",
        "arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0, true, true",
        "arn:aws:bedrock:us-east-1::foundation-model/a.b-v1, false, false",
        "arn:aws:bedrock:*:*:*, true, true",
        "arn:aws:bedrock:*, true, true",
        "arn:aws:bedrock, false, true",
        "arn:*, true, true",
        "arn:aws:bedrock:us-*:foundation-model/*, false, true",
        "arn:aws:bedrock:us-*::foundation-model/*:0, true, true",
        "ARN:aws:bedrock:us-east-1::foundation-model/a.b-v1:0, false, false",
        "arn:AWS:bedrock:us-east-1::foundation-model/a.b-v1:0, false, false",
        "arn:aws:bedrock:us-east-1:?:foundation-model/a.b-v1:0, false, false",
        "arn*, false, true",
        "**, false, false",
        "*:*, false, false"
    })
    void bothReadingsOfAPatternAreKnown(String pattern, boolean certainly, boolean possibly) {
        ResourcePattern parsed = ResourcePattern.parse(pattern, true);
        ResourceText resource = ResourceText.of(FM);

        assertThat(parsed.certainly(resource, VariableSource.EMPTY)).isEqualTo(certainly);
        assertThat(parsed.possibly(resource, VariableSource.EMPTY)).isEqualTo(possibly);
        assertThat(FM.startsWith(parsed.literalPrefix()) || !possibly || parsed.isStar())
                .isTrue();
    }

    @Test
    void onlyALoneStarTakesAnActionWithoutResources() {
        ResourceText none = ResourceText.of("*");

        assertThat(ResourcePattern.parse("*", true).certainly(none, VariableSource.EMPTY))
                .isTrue();
        assertThat(ResourcePattern.parse("arn:*:*:*:*:*", true).possibly(none, VariableSource.EMPTY))
                .isFalse();
    }

    @Test
    void aValueIsNeverAPatternAndADefaultCountsForAbsentKeysOnly() {
        ResourcePattern pattern = ResourcePattern.parse("arn:aws:x:::p/${k:team, 'any*'}-*", true);
        RequestContext star = RequestContext.empty().with("K:Team", "*");
        RequestContext list = RequestContext.empty().withAll("k:team", List.of("blue"));

        assertThat(pattern.certainly(ResourceText.of("arn:aws:x:::p/*-1"), star))
                .isTrue();
        assertThat(pattern.certainly(ResourceText.of("arn:aws:x:::p/blue-1"), star))
                .isFalse();
        assertThat(pattern.certainly(ResourceText.of("arn:aws:x:::p/any*-1"), RequestContext.empty()))
                .isTrue();
        assertThat(pattern.certainly(ResourceText.of("arn:aws:x:::p/anyx-1"), RequestContext.empty()))
                .isFalse();
        assertThat(pattern.isUnresolved(list)).isTrue();
        assertThat(pattern.possibly(ResourceText.of("arn:aws:x:::p/blue-1"), list))
                .isFalse();
    }

    @Test
    void variablesArePlainTextInOldVersions() {
        ResourcePattern old = ResourcePattern.parse("arn:aws:x:::p/${k:team}", false);

        assertThat(old.certainly(ResourceText.of("arn:aws:x:::p/${k:team}"), VariableSource.EMPTY))
                .isTrue();
        assertThat(old.isUnresolved(VariableSource.EMPTY)).isFalse();
    }

    @Test
    void referencesAreFoundWithTheirDefaults() {
        assertThat(VariableReference.findAll("a${x:y}b${z, 'd}e'}${*}${open"))
                .containsExactly(
                        new VariableReference(1, 7, "x:y", null),
                        new VariableReference(8, 19, "z", "d}e"),
                        new VariableReference(19, 23, "*", null));
        assertThat(VariableReference.findUnclosed("a${x:y}b")).isEqualTo(-1);
        assertThat(VariableReference.findUnclosed("${x}a${open")).isEqualTo(5);
    }

    @Test
    void colonsInsideVariablesDoNotSplit() {
        assertThat(ArnFields.split("arn:aws:x:r:a:${k:b}:c", true))
                .containsExactly("arn", "aws", "x", "r", "a", "${k:b}:c");
        assertThat(ArnFields.split("arn:${k:b}:x", true)).containsExactly("arn", "${k:b}", "x");
        assertThat(ArnFields.split("arn:${k:b}:x", false)).containsExactly("arn", "${k", "b}", "x");
    }
}
