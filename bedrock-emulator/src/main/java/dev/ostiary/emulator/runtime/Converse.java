package dev.ostiary.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.catalogue.FoundationModel;
import dev.ostiary.emulator.catalogue.ModelResolver;
import dev.ostiary.emulator.catalogue.ModelResolver.Resolution;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.ConverseMessages;
import dev.ostiary.emulator.text.Prompt;
import dev.ostiary.emulator.text.Reply;
import dev.ostiary.emulator.text.TextModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converse and ConverseStream: one format for every text model. */
final class Converse {
    private static final int DEFAULT_MAX_TOKENS = 4_096;

    private final ModelResolver resolver;
    private final TextModel text;

    Converse(ModelResolver resolver, TextModel text) {
        this.resolver = resolver;
        this.text = text;
    }

    Answer whole(Call call) {
        return answer(call, false);
    }

    Answer stream(Call call) {
        return answer(call, true);
    }

    private Answer answer(Call call, boolean streamed) {
        Optional<ObjectNode> body = Json.parseObject(call.inbound().body());
        if (body.isEmpty()) {
            return new AwsError(400, "SerializationException", "expected a JSON object").toAnswer();
        }
        return switch (resolver.resolve(call.argument(0), call.region())) {
            case Resolution.Failed failed -> failed.error().toAnswer();
            case Resolution.Found found ->
                problem(found.model(), body.get())
                        .map(AwsError::toAnswer)
                        .orElseGet(() -> answer(found.model(), body.get(), streamed));
        };
    }

    private static Optional<AwsError> problem(FoundationModel model, ObjectNode body) {
        if (!model.capability().output().contains("TEXT")) {
            return Optional.of(AwsError.validation("This action doesn't support the model that you provided. Try again"
                    + " with a supported text or chat model."));
        }
        if (body.path("inferenceConfig").path("maxTokens").asInt(1) < 1) {
            return Optional.of(AwsError.validation("1 validation error detected: Value at"
                    + " 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than"
                    + " or equal to 1"));
        }
        Optional<AwsError> messages = ConverseMessages.problem(body);
        if (messages.isEmpty()
                && ConverseMessages.read(body).hasCachePoint()
                && !model.has(FoundationModel.Feature.CACHING)) {
            return Optional.of(AwsError.accessDenied("You invoked an unsupported model or your request did not allow"
                    + " prompt caching. See the documentation for more information."));
        }
        return messages;
    }

    private Answer answer(FoundationModel model, ObjectNode body, boolean streamed) {
        Prompt prompt = ConverseMessages.read(body);
        int max = body.path("inferenceConfig").path("maxTokens").asInt(DEFAULT_MAX_TOKENS);
        List<String> stops = new ArrayList<>();
        body.path("inferenceConfig").path("stopSequences").forEach(stop -> stops.add(stop.asText()));
        Reply reply = text.reply(model.id(), prompt, max, stops);
        if (body.has("guardrailConfig") && Guardrails.intervenes(prompt.all())) {
            reply = new Reply(Guardrails.BLOCKED_TEXT, Reply.Stop.GUARDRAIL, "", reply.usage());
        }
        ConverseAnswer answer = new ConverseAnswer(reply, body);
        if (streamed) {
            Headers headers = Headers.NONE.with("Content-Type", "application/vnd.amazon.eventstream");
            return new Answer.Frames(headers, answer.frames().iterator());
        }
        return Answer.json(answer.body());
    }
}
