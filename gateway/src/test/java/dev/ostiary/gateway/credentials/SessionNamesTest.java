package dev.ostiary.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"translator", "ab", "a_b=c,d.e@f-g"})
    void legalIdsStayAsTheyAre(String id) {
        assertThat(SessionNames.of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "team/app", "bücher", "x y:z", "\r\n"})
    void otherIdsBecomeLegal(String id) {
        assertThat(SessionNames.of(id)).matches("[\\w+=,.@-]{2,64}");
    }

    @Test
    void differentIdsStayDifferent() {
        assertThat(SessionNames.of("a/b")).isNotEqualTo(SessionNames.of("a:b"));
        assertThat(SessionNames.of("a".repeat(64) + "x"))
                .isNotEqualTo(SessionNames.of("a".repeat(64) + "y"))
                .hasSize(64);
    }
}
