package dev.ostiary.policy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestContextTest {
    private static final RequestContext BASE = RequestContext.builder()
            .with("aws:PrincipalTag/Team", "blue")
            .withAll("aws:TagKeys", List.of("a", "b"))
            .withKnown("aws:SourceIp", null)
            .build();

    @Test
    void keysIgnoreCaseAndAbsentKeysAreNull() {
        assertThat(BASE.find("AWS:principaltag/TEAM")).isEqualTo(new ContextValue.Single("blue"));
        assertThat(BASE.find("aws:SourceIp")).isNull();
        assertThat(BASE.findSingle("aws:tagkeys")).isNull();
        assertThat(BASE.isPresent("aws:tagkeys")).isTrue();
    }

    @Test
    void derivedContextsLeaveTheirBaseAsItIs() {
        RequestContext derived = BASE.with("aws:principaltag/team", "red").without("aws:TagKeys");

        assertThat(derived.findSingle("aws:principaltag/team")).isEqualTo("red");
        assertThat(derived.find("aws:TagKeys")).isNull();
        assertThat(BASE.findSingle("aws:principaltag/team")).isEqualTo("blue");
        assertThat(BASE.find("aws:TagKeys")).isNotNull();
        assertThat(derived.asMap()).containsOnlyKeys("aws:principaltag/team");
    }

    @Test
    void contextsOfEqualValuesAreEqual() {
        assertThat(RequestContext.empty().with("a:b", "1"))
                .isEqualTo(RequestContext.builder().with("a:b", "1").build())
                .hasSameHashCodeAs(RequestContext.empty().with("a:b", "2").with("a:b", "1"))
                .isNotEqualTo(RequestContext.empty().withAll("a:b", List.of("1")));
    }
}
