package dev.ostiary.policy.pattern;

import static dev.ostiary.policy.pattern.PatternTokens.ANY;
import static dev.ostiary.policy.pattern.PatternTokens.ANY_IN_FIELD;
import static dev.ostiary.policy.pattern.PatternTokens.ONE;
import static dev.ostiary.policy.pattern.PatternTokens.ONE_IN_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternTokensTest {
    @Test
    void aGlobIsItsCharactersAndWildcards() {
        assertThat(PatternTokens.ofGlob("a*?", false)).containsExactly('a', ANY, ONE);
        assertThat(PatternTokens.ofGlob("", false)).isEmpty();
    }

    @Test
    void anEscapedWildcardIsPlainWhereVariablesAreKnown() {
        assertThat(PatternTokens.ofGlob("a${*}", true)).containsExactly('a', '*');
        assertThat(PatternTokens.ofGlob("${*}", false)).containsExactly('$', '{', ANY, '}');
    }

    @Test
    void anOpenVariableIsPlainText() {
        assertThat(PatternTokens.ofGlob("${k}*", true)).containsExactly('$', '{', 'k', '}', ANY);
    }

    @Test
    void wildcardsOfTheFirstFiveFieldsStayInTheirField() {
        assertThat(PatternTokens.ofArn("a:*:?:d:e:f*?", false))
                .containsExactly('a', ':', ANY_IN_FIELD, ':', ONE_IN_FIELD, ':', 'd', ':', 'e', ':', 'f', ANY, ONE);
    }

    @Test
    void missingFieldsAreOpen() {
        assertThat(PatternTokens.ofArn("a:b", true))
                .containsExactly('a', ':', 'b', ':', ANY_IN_FIELD, ':', ANY_IN_FIELD, ':', ANY_IN_FIELD, ':', ANY);
    }

    @Test
    void onlyTheSixthFieldKnowsEscapes() {
        assertThat(PatternTokens.ofArn("a:b:c:d:e:${*}", true))
                .containsExactly('a', ':', 'b', ':', 'c', ':', 'd', ':', 'e', ':', '*');
        assertThat(PatternTokens.ofArn("a:b:c:d:e:${*}", false))
                .containsExactly('a', ':', 'b', ':', 'c', ':', 'd', ':', 'e', ':', '$', '{', ANY, '}');
    }
}
