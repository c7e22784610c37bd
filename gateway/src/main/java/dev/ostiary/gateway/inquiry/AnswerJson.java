package dev.ostiary.gateway.inquiry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.policy.explanation.Explanation;
import dev.ostiary.policy.explanation.ExplanationJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer for machines; {@code docs/policies.md} describes it. Members are only ever added. */
public final class AnswerJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerJson() {}

    public static ObjectNode write(Answer answer) {
        Refusal refusal = answer.refusal();
        ObjectNode json = JSON.createObjectNode()
                .put("app", answer.app().id())
                .put("operation", answer.call().operation().label())
                .put("region", answer.region())
                .put("model", answer.call().id())
                .put("decision", answer.decision());
        json.put("deniedBy", refusal == null ? null : refusal.deniedBy().label());
        json.put("message", refusal == null ? null : refusal.sentence());
        json.put("advice", refusal == null ? null : refusal.advice());
        json.put("status", refusal == null ? 200 : refusal.kind().status());
        json.set("explanation", explanation(answer.explanation()));
        json.set("conditions", texts(answer.dependence().conditions()));
        json.set("notes", texts(answer.notes()));
        return json;
    }

    public static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static JsonNode explanation(@Nullable Explanation explanation) {
        if (explanation == null) {
            return NullNode.getInstance();
        }
        try {
            return JSON.readTree(ExplanationJson.write(explanation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the policy library wrote an explanation that is no JSON", e);
        }
    }
}
