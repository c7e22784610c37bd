package dev.ostiary.policy.document;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.PrincipalEntry;
import dev.ostiary.policy.policy.PrincipalList;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents in the order of elements that AWS uses. Reading what was written gives an equal document, but for
 * positions: strings stay strings, lists stay lists, numbers keep their spelling.
 */
public final class PolicyWriter {
    private PolicyWriter() {}

    /** {@return the document without white space, as AWS counts its size} */
    public static String writeCompact(PolicyDocument document) {
        return JsonText.write(tree(document));
    }

    /** {@return the document with two spaces per level, for people and for version control} */
    public static String write(PolicyDocument document) {
        return JsonText.writeIndented(tree(document)) + "\n";
    }

    private static JsonNode tree(PolicyDocument document) {
        List<JsonNode.Member> members = new ArrayList<>();
        addText(members, "Version", document.version());
        addText(members, "Id", document.id());
        List<JsonNode> statements =
                document.statements().stream().map(PolicyWriter::tree).toList();
        boolean single = document.singleStatement() && statements.size() == 1;
        members.add(member("Statement", single ? statements.getFirst() : array(statements)));
        return object(members);
    }

    private static JsonNode tree(Statement statement) {
        List<JsonNode.Member> members = new ArrayList<>();
        addText(members, "Sid", statement.label().sid());
        addText(members, "Effect", statement.effect().text());
        PrincipalList principals = statement.principals();
        if (principals != null) {
            members.add(member(principals.negated() ? "NotPrincipal" : "Principal", tree(principals)));
        }
        addPatterns(members, "Action", statement.actions());
        addPatterns(members, "Resource", statement.resources());
        if (!statement.conditions().isEmpty()) {
            List<JsonNode.Member> operators = statement.conditions().stream()
                    .map(block -> member(block.operator(), tree(block)))
                    .toList();
            members.add(member("Condition", object(operators)));
        }
        return object(members);
    }

    private static JsonNode tree(PrincipalList principals) {
        Map<String, List<JsonNode>> byType = new LinkedHashMap<>();
        for (PrincipalEntry entry : principals.entries()) {
            if (entry.type().equals("*")) {
                return string(entry.text());
            }
            byType.computeIfAbsent(entry.type(), type -> new ArrayList<>()).add(string(entry.text()));
        }
        List<JsonNode.Member> members = new ArrayList<>();
        byType.forEach((type, texts) -> members.add(member(type, texts.size() == 1 ? texts.getFirst() : array(texts))));
        return object(members);
    }

    private static JsonNode tree(OperatorBlock block) {
        List<JsonNode.Member> keys = new ArrayList<>();
        for (KeyCondition key : block.keys()) {
            List<JsonNode> values =
                    key.values().stream().map(PolicyWriter::tree).toList();
            boolean single = key.single() && values.size() == 1;
            keys.add(member(key.key(), single ? values.getFirst() : array(values)));
        }
        return object(keys);
    }

    private static JsonNode tree(ConditionValue value) {
        return switch (value.shape()) {
            case STRING -> string(value.text());
            case NUMBER -> new JsonNode.JsonNumber(value.text(), Position.NONE);
            case BOOLEAN -> new JsonNode.JsonBoolean(Boolean.parseBoolean(value.text()), Position.NONE);
        };
    }

    private static void addPatterns(List<JsonNode.Member> members, String name, @Nullable PatternList patterns) {
        if (patterns == null) {
            return;
        }
        List<JsonNode> texts =
                patterns.texts().stream().map(PolicyWriter::string).toList();
        boolean single = patterns.single() && texts.size() == 1;
        members.add(member(patterns.negated() ? "Not" + name : name, single ? texts.getFirst() : array(texts)));
    }

    private static void addText(List<JsonNode.Member> members, String name, @Nullable String text) {
        if (text != null) {
            members.add(member(name, string(text)));
        }
    }

    private static JsonNode.Member member(String name, JsonNode value) {
        return new JsonNode.Member(name, value, Position.NONE);
    }

    private static JsonNode object(List<JsonNode.Member> members) {
        return new JsonNode.JsonObject(members, Position.NONE);
    }

    private static JsonNode array(List<JsonNode> elements) {
        return new JsonNode.JsonArray(elements, Position.NONE);
    }

    private static JsonNode string(String text) {
        return new JsonNode.JsonString(text, Position.NONE);
    }
}
