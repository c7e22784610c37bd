package dev.ostiary.emulator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.catalogue.FoundationModel;
import dev.ostiary.emulator.catalogue.ModelResolver;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.family.Families;
import dev.ostiary.emulator.family.Family;
import dev.ostiary.emulator.family.Family.Outcome;
import dev.ostiary.emulator.text.ConverseMessages;
import dev.ostiary.emulator.text.PromptCache;
import dev.ostiary.emulator.text.TextModel;
import java.util.Base64;
import java.util.Optional;

/** CountTokens: works, as measured on the real service, only on bare ids of some Claude models (facts 1.4). */
final class CountTokens {
    private final ModelResolver resolver;

    CountTokens(ModelResolver resolver) {
        this.resolver = resolver;
    }

    Answer answer(Call call) {
        Optional<FoundationModel> model = resolver.countable(call.argument(0), call.region());
        if (model.isEmpty()) {
            return AwsError.validation("The provided model doesn't support counting tokens")
                    .toAnswer();
        }
        JsonNode input =
                Json.parseObject(call.inbound().body()).orElseGet(Json::object).path("input");
        if (input.path("converse").isObject()) {
            JsonNode converse = input.path("converse");
            return ConverseMessages.problem(converse)
                    .map(AwsError::toAnswer)
                    .orElseGet(() -> counted(ConverseMessages.read(converse).tokens()));
        }
        if (input.path("invokeModel").path("body").isTextual()) {
            return nativeBody(call, model.get(), input.path("invokeModel").path("body"));
        }
        return AwsError.validation("The input must have exactly one of the members converse and invokeModel.")
                .toAnswer();
    }

    private static Answer nativeBody(Call call, FoundationModel model, JsonNode encoded) {
        Optional<Family> family = Families.find(model.capability().family());
        Optional<ObjectNode> body = decode(encoded.asText()).flatMap(Json::parseObject);
        if (family.isEmpty() || body.isEmpty()) {
            return AwsError.validation("Malformed input request: the body is not a JSON object in base64")
                    .toAnswer();
        }
        // a text model of its own: counting must not warm the prompt cache
        var turn = new Family.Turn(model.id(), call.requestId(), new TextModel(new PromptCache()));
        return switch (family.get().answer(body.get(), turn)) {
            case Outcome.Rejected rejected -> rejected.error().toAnswer();
            case Outcome.Answered answered ->
                counted(answered.usage().total() - answered.usage().output());
        };
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer counted(int tokens) {
        return Answer.json(Json.object().put("inputTokens", tokens));
    }
}
