package dev.ostiary.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyListEditTest {
    private static String add(String text, String name) {
        return PolicyListEdit.add("apps/a.yaml", text, name);
    }

    @Test
    void aFileWithoutPoliciesGetsALine() {
        assertThat(add("version: 1\napp: a", "p")).isEqualTo("version: 1\napp: a\npolicies: [p]\n");
        assertThat(add("description: |\n  text\n", "p")).isEqualTo("description: |\n  text\npolicies: [p]\n");
    }

    @Test
    void aFlowListGrowsAtItsStart() {
        assertThat(add("policies: [a, \"b\"] # both\nx: 1\n", "p")).isEqualTo("policies: [p, a, \"b\"] # both\nx: 1\n");
        assertThat(add("policies: []\n", "p")).isEqualTo("policies: [p]\n");
        assertThat(add("policies: [\n  a,\n]\n", "p")).isEqualTo("policies: [p, \n  a,\n]\n");
    }

    @Test
    void aBlockListGrowsBehindItsLastItem() {
        assertThat(add("policies:\n  # first\n  - a\n  - \"b\" # last\nx: 1\n", "p"))
                .isEqualTo("policies:\n  # first\n  - a\n  - \"b\" # last\n  - p\nx: 1\n");
        assertThat(add("policies:\n- a", "p")).isEqualTo("policies:\n- a\n- p\n");
    }

    @Test
    void aSingleNameBecomesAList() {
        assertThat(add("policies: a # one\n", "p")).isEqualTo("policies: [a, p] # one\n");
        assertThat(add("policies: \"aws:AmazonBedrockReadOnly\"\n", "p"))
                .isEqualTo("policies: [\"aws:AmazonBedrockReadOnly\", p]\n");
    }

    @Test
    void namesThatYamlWouldTakeForSomethingElseAreQuoted() {
        assertThat(add("policies: [a]\n", "true")).isEqualTo("policies: [\"true\", a]\n");
        assertThat(add("policies: [a]\n", "4711")).isEqualTo("policies: [\"4711\", a]\n");
        assertThat(add("policies: [a]\n", "a,b")).isEqualTo("policies: [\"a,b\", a]\n");
    }

    @Test
    void whatCannotBeEditedIsLeftToItsAuthor() {
        assertThatThrownBy(() -> add("{ version: 1, app: a }\n", "p"))
                .isInstanceOfSatisfying(
                        NotEditable.class, e -> assertThat(e.fix()).contains("add `p`"));
        assertThatThrownBy(() -> add("policies:\n  -\n    a\n", "p")).isInstanceOf(NotEditable.class);
    }
}
