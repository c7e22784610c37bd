package dev.ostiary.policy.document;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Shapes;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.PrincipalList;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one statement. Every rule about which elements stand together is here. */
final class StatementParser {
    private static final List<String> ELEMENTS = List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final PatternList NOTHING = new PatternList(false, false, List.of());

    private final PolicyKind kind;
    private final Problems problems;
    private final Shapes shapes;
    private final ConditionParser conditionParser;
    private final PrincipalParser principalParser;

    StatementParser(PolicyKind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
        this.shapes = new Shapes(problems);
        this.conditionParser = new ConditionParser(problems);
        this.principalParser = new PrincipalParser(kind, problems);
    }

    /** {@return the statement; null when it has no usable Effect} */
    @Nullable
    Statement parse(JsonNode.JsonObject object, int index) {
        DocumentParser.unknownElements(object, ELEMENTS, problems);
        JsonNode sid = object.find("Sid");
        String sidText = sid == null ? null : shapes.string("Sid", sid);
        Effect effect = effect(object);
        PrincipalList principals = principalParser.parse(object);
        PatternList actions = patterns(object, "Action", "NotAction");
        if (actions == null || actions.entries().isEmpty()) {
            problems.add(
                    Stage.ACTIONS_PRESENT,
                    object.position(),
                    "MISSING_ACTION",
                    "the statement names no action",
                    "add `Action` with at least one action");
        }
        PatternList resources = resources(object);
        JsonNode condition = object.find("Condition");
        List<OperatorBlock> conditions = condition == null ? List.of() : conditionParser.parse(condition);
        StatementLabel label = new StatementLabel(index, sidText, object.position());
        return effect == null
                ? null
                : new Statement(label, effect, principals, actions == null ? NOTHING : actions, resources, conditions);
    }

    private @Nullable Effect effect(JsonNode.JsonObject object) {
        JsonNode node = object.find("Effect");
        if (node == null) {
            problems.syntax(
                    object.position(), "MISSING_EFFECT", "the statement has no `Effect`", "add `Allow` or `Deny`");
            return null;
        }
        String text = shapes.string("Effect", node);
        for (Effect effect : Effect.values()) {
            if (effect.text().equals(text)) {
                return effect;
            }
        }
        if (text != null) {
            boolean caseOnly =
                    Stream.of(Effect.values()).anyMatch(each -> each.text().equalsIgnoreCase(text));
            problems.add(
                    caseOnly ? Stage.LEGACY_PARSING : Stage.SYNTAX,
                    node.position(),
                    caseOnly ? "INVALID_EFFECT" : "INVALID_EFFECT_WORD",
                    "unknown effect `" + text + "`, expected `Allow` or `Deny` with this case",
                    "write `Allow` or `Deny`");
        }
        return null;
    }

    private @Nullable PatternList resources(JsonNode.JsonObject object) {
        PatternList resources = patterns(object, "Resource", "NotResource");
        if (kind.namesPrincipals()) {
            if (resources != null) {
                problems.add(
                        Stage.PRINCIPAL,
                        object.position(),
                        "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
                        "a trust policy must not name resources",
                        "remove `Resource`: the role itself is the resource");
            }
            return resources;
        }
        if (resources == null || resources.entries().isEmpty()) {
            problems.add(
                    Stage.RESOURCES_PRESENT,
                    object.position(),
                    "MISSING_RESOURCE",
                    "the statement names no resource",
                    "add `Resource` with at least one ARN, or `*` for actions without resources");
        }
        return resources == null ? NOTHING : resources;
    }

    private @Nullable PatternList patterns(JsonNode.JsonObject object, String positive, String negative) {
        JsonNode plain = object.find(positive);
        JsonNode negated = object.find(negative);
        if (plain != null && negated != null) {
            problems.syntax(
                    negated.position(),
                    "UNSUPPORTED_ELEMENT_COMBINATION",
                    "`" + positive + "` and `" + negative + "` stand in one statement, expected one of them",
                    "split the statement in two");
        }
        JsonNode node = plain != null ? plain : negated;
        if (node == null) {
            return null;
        }
        List<PatternEntry> entries = shapes.strings(plain != null ? positive : negative, node).stream()
                .map(string -> new PatternEntry(string.text(), string.position()))
                .toList();
        return new PatternList(plain == null, node instanceof JsonNode.JsonString, entries);
    }
}
