package dev.ostiary.policy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.lint.Linter;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.Finding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against the structure of SARIF 2.1.0, and what code scanning of GitHub demands beyond it. */
class SarifReportTest {
    private static final String TEXT = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": [\"bedrock:Converse\", \"bedrock:InvokeModel\"], \"Resource\": \"*\"}]}";
    private static final List<Finding> FINDINGS = new Linter().lint(TEXT, PolicyKind.IDENTITY, LintFacts.NONE);

    private static JsonNode report() {
        List<SarifReport.Entry> entries = FINDINGS.stream()
                .map(finding -> new SarifReport.Entry(
                        "access/a%20b.json", finding, finding.rule().startsWith("LP_") ? "agreed" : null))
                .toList();
        return switch (JsonText.parse(SarifReport.write("1.2.3", entries))) {
            case JsonText.Reading.Parsed parsed -> parsed.root();
            case JsonText.Reading.Malformed malformed ->
                throw new AssertionError(malformed.problems().toString());
        };
    }

    @Test
    void aLogHasOneRunOfThisTool() {
        assertThat(text(report(), "version")).isEqualTo("2.1.0");
        assertThat(text(report(), "$schema")).endsWith("sarif-2.1.0.json");
        assertThat(elements(report(), "runs")).hasSize(1);
        assertThat(text(driver(), "name")).isEqualTo("ostiary");
        assertThat(text(driver(), "version")).isEqualTo("1.2.3");
    }

    @Test
    void everyRuleOfAResultIsDescribedOnce() {
        List<JsonNode> rules = elements(driver(), "rules");

        assertThat(rules)
                .extracting(rule -> text(rule, "id"))
                .doesNotHaveDuplicates()
                .contains("BR_CONVERSE_ACTION");
        assertThat(rules).allSatisfy(rule -> {
            assertThat(text(find(rule, "shortDescription"), "text")).isNotEqualTo(text(rule, "id"));
            assertThat(text(find(rule, "defaultConfiguration"), "level")).isIn("error", "warning", "note");
        });
    }

    @Test
    void everyResultHasRuleLevelMessageAndPlace() {
        List<JsonNode> rules = elements(driver(), "rules");
        List<JsonNode> results = elements(run(), "results");

        assertThat(results).hasSameSizeAs(FINDINGS);
        for (int i = 0; i < results.size(); i++) {
            JsonNode result = results.get(i);
            Finding finding = FINDINGS.get(i);
            JsonNode physical = find(elements(result, "locations").getFirst(), "physicalLocation");
            assertThat(text(result, "ruleId")).isEqualTo(finding.rule());
            assertThat(text(rules.get(number(result, "ruleIndex")), "id")).isEqualTo(finding.rule());
            assertThat(text(result, "level")).isIn("error", "warning", "note");
            assertThat(text(find(result, "message"), "text")).startsWith(finding.message());
            assertThat(text(find(physical, "artifactLocation"), "uri")).isEqualTo("access/a%20b.json");
            assertThat(number(find(physical, "region"), "startLine")).isEqualTo(1);
            assertThat(number(find(physical, "region"), "startColumn"))
                    .isEqualTo(finding.position().column());
        }
    }

    @Test
    void whatIsWaivedIsSuppressedWithItsReason() {
        for (JsonNode result : elements(run(), "results")) {
            List<JsonNode> suppressions = elements(result, "suppressions");
            boolean waived = text(result, "ruleId").startsWith("LP_");

            assertThat(suppressions).hasSize(waived ? 1 : 0);
            assertThat(suppressions).allSatisfy(each -> {
                assertThat(text(each, "kind")).isEqualTo("external");
                assertThat(text(each, "justification")).isEqualTo("agreed");
            });
        }
    }

    private static JsonNode run() {
        return elements(report(), "runs").getFirst();
    }

    private static JsonNode driver() {
        return find(find(run(), "tool"), "driver");
    }

    private static JsonNode find(JsonNode node, String name) {
        JsonNode found = node instanceof JsonNode.JsonObject object ? object.find(name) : null;
        return Objects.requireNonNull(found, name);
    }

    private static List<JsonNode> elements(JsonNode node, String name) {
        JsonNode found = node instanceof JsonNode.JsonObject object ? object.find(name) : null;
        return found instanceof JsonNode.JsonArray array ? array.elements() : List.of();
    }

    private static String text(JsonNode node, String name) {
        return ((JsonNode.JsonString) find(node, name)).text();
    }

    private static int number(JsonNode node, String name) {
        return Integer.parseInt(((JsonNode.JsonNumber) find(node, name)).text());
    }
}
