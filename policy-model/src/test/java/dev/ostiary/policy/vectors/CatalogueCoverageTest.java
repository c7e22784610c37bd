package dev.ostiary.policy.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.rule.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every id of the lint catalogue is built, with its severity and both kinds of cases, or says why it is not. */
class CatalogueCoverageTest {
    private record Rule(String id, Set<String> severities, String where) {
        static Rule parse(String line) {
            String[] parts = line.split("\\|", 3);
            return new Rule(parts[0].strip(), Set.of(parts[1].strip().split(" ")), parts[2].strip());
        }

        boolean ofOneDocument() {
            return where.equals("one");
        }
    }

    /** Built by rules over several documents; their tests are in the room `review`. */
    private static final Set<String> OF_SEVERAL_DOCUMENTS = Set.of(
            "LP_UNUSED_ACCESS",
            "LP_WIDER_THAN_BOUNDARY",
            "GW_SESSION_WIDER",
            "GW_ROLE_WIDER_THAN_APPS",
            "GW_ROLE_MISSING",
            "GW_ROLE_LOST_CONDITION",
            "GW_CONDITION_NOT_ENFORCEABLE");

    private static final List<Rule> RULES = file("/lint/catalogue.txt")
            .lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(Rule::parse)
            .toList();
    private static final List<Fields> VECTORS = Stream.of("/lint/own-vectors.json", "/vectors/iam-vectors.json")
            .flatMap(name -> vectors(file(name)))
            .filter(vector -> vector.text("kind").equals("lint"))
            .toList();

    @Test
    void everyRuleOfOneDocumentIsRaisedByACaseThatExpectsIt() {
        Set<String> expected = new HashSet<>();
        VECTORS.forEach(vector -> expected.addAll(vector.object("expected").texts("report")));

        assertThat(RULES).hasSizeGreaterThan(150);
        assertThat(RULES.stream().filter(Rule::ofOneDocument).map(Rule::id)).isSubsetOf(expected);
    }

    @Test
    void everyRuleIsSilentInACaseThatExpectsSilence() {
        Set<String> silent = new HashSet<>();
        VECTORS.forEach(vector -> silent.addAll(vector.object("expected").texts("notReport")));

        assertThat(RULES.stream().filter(Rule::ofOneDocument).map(Rule::id)).isSubsetOf(silent);
    }

    @Test
    void everyFindingHasASeverityOfTheCatalogueAndEveryRuleOfOneDocumentIsInIt() {
        Map<String, Set<String>> seen = new HashMap<>();
        LintVector lint = new LintVector();
        for (Fields vector : VECTORS) {
            for (Finding finding : lint.findings(vector)) {
                seen.computeIfAbsent(finding.rule(), any -> new TreeSet<>())
                        .add(finding.severity().text());
            }
        }
        Map<String, Set<String>> allowed = new HashMap<>();
        RULES.forEach(rule -> allowed.put(rule.id(), rule.severities()));

        assertThat(allowed).containsKeys(seen.keySet().toArray(String[]::new));
        assertThat(seen)
                .allSatisfy((id, severities) -> assertThat(severities).as(id).isSubsetOf(allowed.get(id)));
    }

    @Test
    void whatIsNotOfOneDocumentIsOfSeveralOrSaysWhyThereIsNone() {
        List<Rule> others = RULES.stream().filter(rule -> !rule.ofOneDocument()).toList();

        assertThat(others.stream()
                        .filter(rule -> rule.where().equals("several"))
                        .map(Rule::id))
                .containsExactlyInAnyOrderElementsOf(OF_SEVERAL_DOCUMENTS);
        assertThat(others.stream().filter(rule -> !rule.where().equals("several")))
                .allSatisfy(rule -> assertThat(rule.where()).matches("(folded: |none: ).+"));
    }

    @Test
    void everyFindingSaysWhereItIs() {
        List<Finding> all = new ArrayList<>();
        LintVector lint = new LintVector();
        VECTORS.forEach(vector -> all.addAll(lint.findings(vector)));

        assertThat(all).hasSizeGreaterThan(400).allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.position().line()).isPositive();
            assertThat(finding.position().column()).isPositive();
        });
    }

    private static Stream<Fields> vectors(String text) {
        return switch (JsonText.parse(text)) {
            case JsonText.Reading.Parsed parsed ->
                new Fields(parsed.root()).list("vectors").stream().map(Fields::new);
            case JsonText.Reading.Malformed malformed -> throw new AssertionError(malformed.problems());
        };
    }

    private static String file(String name) {
        try (InputStream in = CatalogueCoverageTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
