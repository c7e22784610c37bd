package dev.ostiary.policy.document;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.VariableReference;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * What IAM checks when a document is stored, beyond its shape. Documents that AWS stored before these rules can still be
 * evaluated; new ones are refused.
 */
final class WriteRules {
    private final PolicyKind kind;
    private final Problems problems;

    WriteRules(PolicyKind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
    }

    void check(PolicyDocument document, JsonNode root) {
        version(document, root);
        Set<String> sids = new HashSet<>();
        for (Statement statement : document.statements()) {
            sid(statement, sids);
            statement.actions().entries().forEach(action -> ActionRule.check(action, problems));
            if (statement.resources() != null) {
                statement.resources().entries().forEach(resource -> resource(resource, document));
            }
            statement.conditions().forEach(block -> condition(block, document.hasVariables()));
        }
    }

    private void version(PolicyDocument document, JsonNode root) {
        JsonNode node = root instanceof JsonNode.JsonObject object ? object.find("Version") : null;
        Position position = node == null ? root.position() : node.position();
        String version = document.version();
        if (version == null) {
            if (node == null && kind != PolicyKind.TRUST) {
                problems.add(
                        Stage.VERSION,
                        position,
                        "MISSING_VERSION",
                        "the document has no `Version`, which IAM reads as 2008-10-17",
                        "add `\"Version\": \"2012-10-17\"`");
            }
        } else if (version.equals(PolicyDocument.VERSION_2008)) {
            if (kind != PolicyKind.TRUST) {
                problems.add(
                        Stage.VERSION,
                        position,
                        "PL_OLD_VERSION",
                        "version `2008-10-17` is too old, policy variables are plain text in it",
                        "write `2012-10-17`");
            }
        } else if (!version.equals(PolicyDocument.VERSION_2012)) {
            problems.syntax(
                    position,
                    "INVALID_VERSION",
                    "unknown version `" + version + "`, expected `2012-10-17`: it names the language, not your edit",
                    "write `2012-10-17`");
        }
    }

    private void sid(Statement statement, Set<String> seen) {
        String sid = statement.label().sid();
        if (sid == null || sid.isEmpty()) {
            return;
        }
        Position position = statement.label().position();
        if (!sid.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
            problems.add(
                    Stage.SID,
                    position,
                    "UNSUPPORTED_SID",
                    "the Sid `" + sid + "` may hold only letters and digits",
                    "write `" + sid.replaceAll("[^A-Za-z0-9]", "") + "`");
        }
        if (!seen.add(sid)) {
            problems.add(
                    Stage.SID,
                    position,
                    "UNIQUE_SIDS_REQUIRED",
                    "the Sid `" + sid + "` occurs twice, but names one statement",
                    "rename one of them");
        }
    }

    private void resource(PatternEntry resource, PolicyDocument document) {
        ResourceRule.check(resource, document.hasVariables(), problems);
        closed(resource.text(), resource.position(), document.hasVariables());
    }

    void condition(OperatorBlock block, boolean variables) {
        OperatorRule.check(block.operator(), block.position(), problems);
        Operator operator = Operator.parse(block.operator());
        Set<String> keys = new HashSet<>();
        for (KeyCondition key : block.keys()) {
            if (!keys.add(AsciiCase.lower(key.key()))) {
                problems.syntax(
                        key.position(),
                        "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
                        "the key `" + key.key() + "` occurs twice under `" + block.operator() + "`; keys ignore case",
                        "join both into one list of values");
            }
            for (ConditionValue value : key.values()) {
                boolean date = operator != null && operator.comparison().family() == Comparison.Family.DATE;
                if (date && !DateRule.isAccepted(value.text())) {
                    problems.add(
                            Stage.LEGACY_PARSING,
                            value.position(),
                            "INVALID_DATE_VALUE",
                            "`" + value.text() + "` is not a date",
                            "write a date such as `2026-12-31T00:00:00Z`, or seconds since 1970");
                }
                closed(value.text(), value.position(), variables);
            }
        }
    }

    private void closed(String text, Position position, boolean variables) {
        if (variables && VariableReference.findUnclosed(text) >= 0) {
            problems.add(
                    Stage.GATEWAY,
                    position,
                    "MISSING_BRACE_IN_VARIABLE",
                    "the variable in `" + text + "` has no closing brace",
                    "close it with `}`, or write `${$}` for a plain dollar sign");
        }
    }
}
