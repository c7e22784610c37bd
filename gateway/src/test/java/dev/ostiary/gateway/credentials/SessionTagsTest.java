package dev.ostiary.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTagsTest {
    private static Map<String, String> many(int count) {
        var tags = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            tags.put("key" + i, "value");
        }
        return tags;
    }

    @Test
    void whatStsTakesIsFine() {
        assertThat(SessionTags.findProblem(many(50))).isEmpty();
        assertThat(SessionTags.findProblem(Map.of("cost-center", "", "k".repeat(128), "v".repeat(256))))
                .isEmpty();
        assertThat(SessionTags.findProblem(Map.of("Größe =+-@:/._1", "π 3"))).isEmpty();
    }

    @Test
    void whatStsRefusesIsNamed() {
        assertThat(SessionTags.findProblem(many(51))).get().asString().contains("found 51");
        assertThat(SessionTags.findProblem(Map.of("", "x"))).isPresent();
        assertThat(SessionTags.findProblem(Map.of("k".repeat(129), "x"))).isPresent();
        assertThat(SessionTags.findProblem(Map.of("k", "v".repeat(257))))
                .get()
                .asString()
                .contains("`k`");
        assertThat(SessionTags.findProblem(Map.of("k", "a,b"))).isPresent();
        assertThat(SessionTags.findProblem(Map.of("k#", "a"))).isPresent();
        assertThat(SessionTags.findProblem(Map.of("AWS:team", "a"))).isPresent();
        assertThat(SessionTags.findProblem(Map.of("Team", "a", "team", "b")))
                .get()
                .asString()
                .contains("twice");
    }
}
