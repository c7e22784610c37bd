package dev.ostiary.policy.document;

import dev.ostiary.policy.condition.NameDistance;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Shapes;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a JSON tree into a document: the shape of every element, nothing about what its texts mean. */
final class DocumentParser {
    private static final List<String> ELEMENTS = List.of("Version", "Id", "Statement");

    private final Problems problems;
    private final Shapes shapes;
    private final StatementParser statementParser;

    DocumentParser(PolicyKind kind, Problems problems) {
        this.problems = problems;
        this.shapes = new Shapes(problems);
        this.statementParser = new StatementParser(kind, problems);
    }

    /** {@return the document, without the statements that make no sense; null when there is none} */
    @Nullable
    PolicyDocument parse(JsonNode root) {
        JsonNode.JsonObject object = shapes.object("policy document", root);
        if (object == null) {
            return null;
        }
        unknownElements(object, ELEMENTS, problems);
        JsonNode version = object.find("Version");
        JsonNode id = object.find("Id");
        String versionText = version == null ? null : shapes.string("Version", version);
        String idText = id == null ? null : shapes.string("Id", id);
        JsonNode statement = object.find("Statement");
        if (statement == null) {
            problems.syntax(
                    object.position(),
                    "MISSING_STATEMENT",
                    "the document has no `Statement`",
                    "add `\"Statement\": [ … ]`");
            return null;
        }
        return new PolicyDocument(versionText, idText, statements(statement), statement instanceof JsonNode.JsonObject);
    }

    private List<Statement> statements(JsonNode node) {
        return switch (node) {
            case JsonNode.JsonObject object -> parse(List.of(object));
            case JsonNode.JsonArray array -> {
                if (array.elements().isEmpty()) {
                    problems.syntax(
                            array.position(),
                            "MISSING_STATEMENT",
                            "`Statement` is an empty list",
                            "add at least one statement");
                }
                yield parse(array.elements());
            }
            case JsonNode.JsonString ignored -> none(node);
            case JsonNode.JsonNumber ignored -> none(node);
            case JsonNode.JsonBoolean ignored -> none(node);
            case JsonNode.JsonNull ignored -> none(node);
        };
    }

    private List<Statement> parse(List<? extends JsonNode> nodes) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode.JsonObject object = shapes.object("a statement", nodes.get(i));
            Statement statement = object == null ? null : statementParser.parse(object, i);
            if (statement != null) {
                statements.add(statement);
            }
        }
        return statements;
    }

    private List<Statement> none(JsonNode node) {
        shapes.mismatch("Statement", node, "an object or a list of objects");
        return List.of();
    }

    static void unknownElements(JsonNode.JsonObject object, List<String> known, Problems problems) {
        for (JsonNode.Member member : object.members()) {
            if (!known.contains(member.name())) {
                unknownElement(member.name(), member.position(), known, problems);
            }
        }
    }

    private static void unknownElement(String name, Position position, List<String> known, Problems problems) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(each -> NameDistance.between(name, each)))
                .orElse("");
        boolean near = NameDistance.between(name, nearest) <= 3;
        problems.syntax(
                position,
                "INVALID_POLICY_ELEMENT",
                "unknown element `" + name + "`, "
                        + (near ? "did you mean `" + nearest + "`?" : "expected one of " + String.join(", ", known)),
                near ? "write `" + nearest + "`" : "remove the element");
    }
}
