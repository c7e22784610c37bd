package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.gateway.yaml.JsonText;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.policy.condition.BoolText;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.DecimalText;
import dev.ostiary.policy.condition.IpRange;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.PointInTime;
import dev.ostiary.policy.document.ConditionReading;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.VariableReference;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code condition} of an identity: IAM's syntax, as strictly as in a policy, over the claims of the token only. */
final class IdentityConditionReader {
    /** The plain characters of IAM's syntax; what else is a variable there would compare a token with itself. */
    private static final Set<String> PLAIN = Set.of("*", "?", "$");

    private static final int ARN_FIELDS = 6;

    private final YamlObject entry;
    private final JsonText json;
    private final Map<String, String> keys = new HashMap<>();

    private IdentityConditionReader(YamlObject entry, JsonText json) {
        this.entry = entry;
        this.json = json;
    }

    /** {@link TokenCondition#NONE} when there is none, or when the findings have grown. */
    static TokenCondition read(YamlObject entry) {
        YamlNode node = entry.find("condition");
        if (node == null) {
            return TokenCondition.NONE;
        }
        var reader = new IdentityConditionReader(entry, JsonText.of(node));
        return switch (PolicyReader.readCondition(reader.json.text())) {
            case ConditionReading.Accepted accepted -> reader.condition(accepted.blocks(), node.at());
            case ConditionReading.Rejected rejected -> {
                rejected.problems()
                        .forEach(problem ->
                                entry.report(reader.place(problem.line()), problem.message(), problem.fix()));
                yield TokenCondition.NONE;
            }
        };
    }

    private TokenCondition condition(List<OperatorBlock> blocks, Position at) {
        if (blocks.isEmpty()) {
            entry.report(
                    at, "`condition` is empty: it would hold for every token", "write an operator, or leave it out");
        }
        boolean good = true;
        for (OperatorBlock block : blocks) {
            if (block.keys().isEmpty()) {
                entry.report(
                        place(block.position().line()),
                        "`" + block.operator() + "` names no claim: it would hold for every token",
                        "write for example `\"token:sub\": \"system:serviceaccount:translator-*:app\"`");
                good = false;
            }
            for (KeyCondition key : block.keys()) {
                good &= isKeyGood(key) & areValuesPlain(key) & areValuesReadable(block.operator(), key);
            }
        }
        return good ? TokenCondition.of(blocks) : TokenCondition.NONE;
    }

    private boolean isKeyGood(KeyCondition key) {
        Position at = place(key.position().line());
        String text = key.key();
        if (!text.startsWith(TokenCondition.PREFIX)) {
            entry.report(
                    at, "`" + text + "`: the condition of an identity looks at the token's claims only", fix(text));
            return false;
        }
        try {
            TokenCondition.claim(text);
        } catch (IllegalArgumentException e) {
            entry.report(at, "`" + text + "` names no claim path", String.valueOf(e.getMessage()));
            return false;
        }
        String other = keys.putIfAbsent(AsciiCase.lower(text), text);
        if (other != null && !other.equals(text)) {
            entry.report(
                    at,
                    "`" + text + "` and `" + other
                            + "` differ in case only: two claims of a token, but one condition key",
                    "name one of them in `claims`, which tells them apart");
            return false;
        }
        return true;
    }

    private static String fix(String key) {
        String prefix = key.substring(0, key.indexOf(':') + 1);
        if (prefix.isEmpty()) {
            return "write `token:" + key + "`";
        }
        return Spelling.nearest(prefix, Set.of(TokenCondition.PREFIX))
                .map(near -> "did you mean `" + near + key.substring(prefix.length()) + "`?")
                .orElse("write `token:` and a claim, for example `token:sub`; time, address and everything else of the"
                        + " request belong into the Condition of a policy");
    }

    private boolean areValuesPlain(KeyCondition key) {
        boolean plain = true;
        for (ConditionValue value : key.values()) {
            for (VariableReference variable : VariableReference.findAll(value.text())) {
                if (!PLAIN.contains(variable.key()) || variable.defaultValue() != null) {
                    entry.report(
                            place(value.position().line()),
                            "`" + value.text() + "`: there are no variables in the condition of an identity",
                            "write the value itself; `${*}`, `${?}` and `${$}` are the plain characters");
                    plain = false;
                }
            }
        }
        return plain;
    }

    /** An unreadable value matches nothing, so that a negated operator would hold for every token. */
    private boolean areValuesReadable(String name, KeyCondition key) {
        Operator operator = Operator.parse(name);
        if (operator == null) {
            return true; // told by the reader of conditions
        }
        boolean readable = true;
        for (ConditionValue value : key.values()) {
            String expected = expected(operator.comparison().family(), value.text());
            if (!expected.isEmpty()) {
                entry.report(
                        place(value.position().line()),
                        "`" + value.text() + "` is nothing that `" + name + "` can compare with",
                        "write " + expected);
                readable = false;
            }
        }
        return readable;
    }

    /** What is written instead; empty when the value is good. */
    private static String expected(Comparison.Family family, String text) {
        return switch (family) {
            case NUMERIC -> DecimalText.parse(text) == null ? "a number such as `3600`" : "";
            case DATE -> PointInTime.parse(text) == null ? "a date such as `2026-12-31T00:00:00Z`" : "";
            case IP -> IpRange.parse(text) == null ? "a range such as `10.0.0.0/8`" : "";
            case BOOL, NULL -> BoolText.parse(text) == null ? "`true` or `false`" : "";
            case ARN -> text.split(":", ARN_FIELDS).length < ARN_FIELDS ? "an ARN, which has six fields" : "";
            case STRING, BINARY -> "";
        };
    }

    private Position place(int line) {
        return json.yamlPosition(line);
    }
}
