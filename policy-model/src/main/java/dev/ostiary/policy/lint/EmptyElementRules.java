package dev.ostiary.policy.lint;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import java.util.Map;

/** Elements that are there and hold nothing. */
final class EmptyElementRules implements LintRule {
    private static final Map<String, String> EMPTY_LISTS = Map.of(
            "Action", "EMPTY_ARRAY_ACTION",
            "NotAction", "EMPTY_ARRAY_ACTION",
            "Resource", "EMPTY_ARRAY_RESOURCE",
            "NotResource", "EMPTY_ARRAY_RESOURCE",
            "AWS", "EMPTY_ARRAY_PRINCIPAL",
            "Service", "EMPTY_ARRAY_PRINCIPAL",
            "Federated", "EMPTY_ARRAY_PRINCIPAL",
            "CanonicalUser", "EMPTY_ARRAY_PRINCIPAL");

    @Override
    public void check(LintTarget target, Findings findings) {
        if (JsonText.parse(target.text()) instanceof JsonText.Reading.Parsed parsed) {
            walk("", parsed.root(), findings);
        }
    }

    private static void walk(String name, JsonNode node, Findings findings) {
        switch (node) {
            case JsonNode.JsonObject object -> {
                boolean empty = object.members().isEmpty();
                if (empty && name.equals("Condition")) {
                    add(findings, "EMPTY_OBJECT_CONDITION", node, "an empty Condition demands nothing");
                } else if (empty && name.equals("Principal")) {
                    add(findings, "EMPTY_OBJECT_PRINCIPAL", node, "an empty Principal trusts nobody");
                }
                if (name.equals("Condition")) {
                    object.members().forEach(member -> checkOperator(member, findings));
                }
                object.members().forEach(member -> walk(member.name(), member.value(), findings));
            }
            case JsonNode.JsonArray array -> {
                String rule = EMPTY_LISTS.get(name);
                if (rule != null && array.elements().isEmpty()) {
                    add(findings, rule, node, "the list of `" + name + "` is empty, so the statement does nothing");
                }
                array.elements().forEach(each -> walk("", each, findings));
            }
            case JsonNode.JsonString ignored -> {}
            case JsonNode.JsonNumber ignored -> {}
            case JsonNode.JsonBoolean ignored -> {}
            case JsonNode.JsonNull ignored -> {}
        }
    }

    private static void checkOperator(JsonNode.Member operator, Findings findings) {
        if (operator.value() instanceof JsonNode.JsonObject keys
                && keys.members().isEmpty()) {
            add(findings, "EMPTY_OBJECT_CONDITION", keys, "`" + operator.name() + "` without a key demands nothing");
        }
    }

    private static void add(Findings findings, String rule, JsonNode node, String message) {
        findings.addWithFix(rule, Severity.WARNING, null, node.position(), message, "remove it or fill it");
    }
}
