package dev.ostiary.emulator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One guardrail for all identifiers: the word `blockme` is not allowed. */
final class Guardrails {
    static final String BLOCKED_TEXT = "Sorry, the model cannot answer this question.";

    private static final String BLOCKED_WORD = "blockme";
    private static final int CHARACTERS_PER_UNIT = 1_000;
    private static final Pattern IDENTIFIER =
            Pattern.compile("[a-z0-9]+|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,7}|DRAFT");

    static boolean intervenes(String text) {
        return text.contains(BLOCKED_WORD);
    }

    static boolean intervenes(Call call) {
        return intervenes(new String(call.inbound().body(), StandardCharsets.UTF_8));
    }

    Answer apply(Call call) {
        if (!IDENTIFIER.matcher(call.argument(0)).matches()
                || !VERSION.matcher(call.argument(1)).matches()) {
            return AwsError.validation("The guardrail identifier or version provided in the request does not exist.")
                    .toAnswer();
        }
        Optional<ObjectNode> body = Json.parseObject(call.inbound().body());
        if (body.isEmpty()
                || !List.of("INPUT", "OUTPUT")
                        .contains(body.get().path("source").asText())
                || !body.get().path("content").isArray()) {
            return AwsError.validation("The request needs source, INPUT or OUTPUT, and a list as content.")
                    .toAnswer();
        }
        StringBuilder text = new StringBuilder();
        body.get()
                .path("content")
                .forEach(block ->
                        text.append(block.path("text").path("text").asText()).append('\n'));
        boolean blocked = intervenes(text.toString());
        int characters = text.length() - body.get().path("content").size();
        ObjectNode answer = Json.object();
        answer.set("usage", usage(units(characters)));
        answer.put("action", blocked ? "GUARDRAIL_INTERVENED" : "NONE");
        if (blocked) {
            answer.put("actionReason", "Guardrail blocked.");
        }
        ArrayNode outputs = answer.putArray("outputs");
        if (blocked) {
            outputs.addObject().put("text", BLOCKED_TEXT);
        }
        answer.putArray("assessments").add(assessment(blocked, characters));
        answer.putObject("guardrailCoverage").set("textCharacters", coverage(characters));
        return Answer.json(answer);
    }

    Answer check(Call call) {
        Optional<ObjectNode> body = Json.parseObject(call.inbound().body());
        if (body.isEmpty()
                || !body.get().path("messages").isArray()
                || !body.get().path("checks").isObject()) {
            return AwsError.validation("The request needs a list as messages and an object as checks.")
                    .toAnswer();
        }
        StringBuilder text = new StringBuilder();
        body.get()
                .path("messages")
                .forEach(message -> message.path("content")
                        .forEach(block -> text.append(block.path("text").asText())));
        double severity = intervenes(text.toString()) ? 1.0 : 0.0;
        ObjectNode answer = Json.object();
        ObjectNode results = answer.putObject("results");
        ObjectNode usage = answer.putObject("usage");
        body.get().path("checks").properties().forEach(check -> {
            ArrayNode entries = results.putObject(check.getKey()).putArray("results");
            for (JsonNode category : check.getValue().path("categories")) {
                String name = category.isTextual()
                        ? category.asText()
                        : category.path("category").asText();
                entries.addObject().put("category", name).put("severityScore", severity);
            }
            usage.putObject(check.getKey()).put("textUnits", units(text.length()));
        });
        return Answer.json(answer);
    }

    private static ObjectNode assessment(boolean blocked, int characters) {
        ObjectNode assessment = Json.object();
        if (blocked) {
            ObjectNode words = assessment.putObject("wordPolicy");
            words.putArray("customWords")
                    .addObject()
                    .put("match", BLOCKED_WORD)
                    .put("action", "BLOCKED")
                    .put("detected", true);
            words.putArray("managedWordLists");
        }
        ObjectNode metrics = assessment.putObject("invocationMetrics").put("guardrailProcessingLatency", 12);
        metrics.set("usage", usage(units(characters)));
        metrics.putObject("guardrailCoverage").set("textCharacters", coverage(characters));
        return assessment;
    }

    private static ObjectNode coverage(int characters) {
        return Json.object().put("guarded", characters).put("total", characters);
    }

    private static int units(int characters) {
        return Math.max(1, Math.ceilDiv(characters, CHARACTERS_PER_UNIT));
    }

    private static ObjectNode usage(int units) {
        return Json.object()
                .put("topicPolicyUnits", 0)
                .put("contentPolicyUnits", 0)
                .put("wordPolicyUnits", units)
                .put("sensitiveInformationPolicyUnits", 0)
                .put("sensitiveInformationPolicyFreeUnits", 0)
                .put("contextualGroundingPolicyUnits", 0);
    }
}
