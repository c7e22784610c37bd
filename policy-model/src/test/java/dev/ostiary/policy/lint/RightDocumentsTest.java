package dev.ostiary.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Documents that IAM takes must load: an error that cries on a right one would stop a whole directory. */
class RightDocumentsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/iam-vectors.json");
    private static final Path PAGE = Path.of("../docs/policies.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(\\{\\s*\"Version\".*?)```", Pattern.DOTALL);
    private static final Linter LINTER = new Linter();
    private static final LintFacts FACTS =
            new LintFacts(null, Map.of(), Map.of(), LocalDate.of(2026, 11, 30), false, true);
    /**
     * Documents of the evaluate vectors that IAM evaluates and that this gateway refuses to load, since a part of them can never
     * apply or is not told by AWS how it applies: by rule, the vectors.
     */
    private static final Map<String, Set<String>> REFUSED = Map.of(
            "BR_ACCOUNT_IN_FM_ARN", Set.of("doc.resource.042"),
            "BR_ACTION_RESOURCE_MISMATCH", Set.of("doc.resource.019", "doc.resource.033", "doc.resource.035"),
            "BR_GUARDRAIL_NO_APPLY", Set.of("doc.bedrock.016"),
            "BR_NEEDS_STAR", Set.of("doc.no-resource-action.002"),
            "GW_UNSUPPLIED_CONDITION_KEY", Set.of("doc.binary.001", "doc.arn.020"),
            "MISSING_ARN_FIELD", Set.of("doc.resource.043"),
            "MISSING_QUALIFIER", Set.of("doc.empty-list.002"));
    /** No action of the vectors carries it: they use it as a key that has no meaning of its own. */
    private static final String MEANINGLESS_KEY = "bedrock:InlineAgentName";

    @Test
    void documentsOfTheEvaluateVectorsLoad() throws IOException {
        Map<String, Set<String>> refused = new TreeMap<>();
        int documents = 0;
        for (Vector vector : vectors()) {
            for (Document document : vector.documents()) {
                documents++;
                for (Finding finding : blocking(document)) {
                    boolean meaningless = finding.message().contains(MEANINGLESS_KEY);
                    if (!meaningless) {
                        refused.computeIfAbsent(finding.rule(), rule -> new TreeSet<>())
                                .add(vector.id());
                    }
                }
            }
        }

        assertThat(documents).isGreaterThan(150);
        assertThat(refused).isEqualTo(REFUSED);
    }

    @Test
    void documentsOfThePageLoad() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(examples).hasSizeGreaterThan(3);
        assertThat(examples)
                .allSatisfy(text -> assertThat(blocking(new Document(text, PolicyKind.IDENTITY)))
                        .isEmpty());
    }

    private static List<Finding> blocking(Document document) {
        return LINTER.lint(document.text(), document.kind(), FACTS).stream()
                .filter(finding -> finding.blocksLoading(false))
                .toList();
    }

    private record Document(String text, PolicyKind kind) {
        boolean isAccepted() {
            return PolicyReader.read(text, kind) instanceof PolicyReading.Accepted;
        }
    }

    private record Vector(String id, List<Document> documents) {}

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode node : elements(find(parse(Files.readString(VECTORS)), "vectors"))) {
            if (find(node, "kind") instanceof JsonNode.JsonString kind
                    && kind.text().equals("evaluate")
                    && find(node, "id") instanceof JsonNode.JsonString id) {
                vectors.add(new Vector(id.text(), documents(find(node, "policies"))));
            }
        }
        return vectors;
    }

    private static List<Document> documents(JsonNode policies) {
        List<Document> documents = new ArrayList<>();
        elements(find(policies, "identity")).forEach(each -> documents.add(document(each, PolicyKind.IDENTITY)));
        elements(find(policies, "boundary")).forEach(each -> documents.add(document(each, PolicyKind.BOUNDARY)));
        elements(find(policies, "scp"))
                .forEach(level ->
                        elements(level).forEach(each -> documents.add(document(each, PolicyKind.ORGANIZATION))));
        return documents.stream().filter(Document::isAccepted).toList();
    }

    private static Document document(JsonNode node, PolicyKind kind) {
        return new Document(JsonText.write(node), kind);
    }

    private static JsonNode parse(String text) {
        return switch (JsonText.parse(text)) {
            case JsonText.Reading.Parsed parsed -> parsed.root();
            case JsonText.Reading.Malformed malformed ->
                throw new AssertionError(malformed.problems().toString());
        };
    }

    private static JsonNode find(JsonNode node, String name) {
        JsonNode found = node instanceof JsonNode.JsonObject object ? object.find(name) : null;
        return found == null ? new JsonNode.JsonArray(List.of(), node.position()) : found;
    }

    private static List<JsonNode> elements(JsonNode node) {
        return node instanceof JsonNode.JsonArray array ? array.elements() : List.of();
    }
}
