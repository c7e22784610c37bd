package dev.ostiary.policy.document;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Shapes;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Condition: operator, key, value or list of values. */
final class ConditionParser {
    private final Shapes shapes;

    ConditionParser(Problems problems) {
        this.shapes = new Shapes(problems);
    }

    List<OperatorBlock> parse(JsonNode node) {
        JsonNode.JsonObject operators = shapes.object("Condition", node);
        List<OperatorBlock> blocks = new ArrayList<>();
        for (JsonNode.Member member : operators == null ? List.<JsonNode.Member>of() : operators.members()) {
            JsonNode.JsonObject keys = shapes.object(member.name(), member.value());
            if (keys != null) {
                blocks.add(new OperatorBlock(member.name(), keys(keys), member.position()));
            }
        }
        return blocks;
    }

    private List<KeyCondition> keys(JsonNode.JsonObject object) {
        List<KeyCondition> keys = new ArrayList<>();
        for (JsonNode.Member member : object.members()) {
            boolean single = !(member.value() instanceof JsonNode.JsonArray);
            keys.add(new KeyCondition(member.name(), single, values(member), member.position()));
        }
        return keys;
    }

    private List<ConditionValue> values(JsonNode.Member member) {
        List<JsonNode> nodes =
                member.value() instanceof JsonNode.JsonArray array ? array.elements() : List.of(member.value());
        List<ConditionValue> values = new ArrayList<>();
        for (JsonNode node : nodes) {
            ConditionValue value = value(node);
            if (value == null) {
                shapes.mismatch(member.name(), node, "a string, number or boolean, or a list of them");
            } else {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable ConditionValue value(JsonNode node) {
        return switch (node) {
            case JsonNode.JsonString string ->
                new ConditionValue(string.text(), ConditionValue.Shape.STRING, string.position());
            case JsonNode.JsonNumber number ->
                new ConditionValue(number.text(), ConditionValue.Shape.NUMBER, number.position());
            case JsonNode.JsonBoolean bool ->
                new ConditionValue(Boolean.toString(bool.value()), ConditionValue.Shape.BOOLEAN, bool.position());
            case JsonNode.JsonObject ignored -> null;
            case JsonNode.JsonArray ignored -> null;
            case JsonNode.JsonNull ignored -> null;
        };
    }
}
