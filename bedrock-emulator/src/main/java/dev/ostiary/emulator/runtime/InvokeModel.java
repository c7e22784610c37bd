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
import dev.ostiary.emulator.family.Families;
import dev.ostiary.emulator.family.Family;
import dev.ostiary.emulator.family.Family.Outcome;
import dev.ostiary.emulator.stream.Chunk;
import dev.ostiary.emulator.text.TextModel;
import dev.ostiary.emulator.text.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** InvokeModel and its streaming form: native bodies in, native bodies out. */
final class InvokeModel {
    private static final int MAX_BODY_BYTES = 25_000_000;

    private final ModelResolver resolver;
    private final TextModel text;

    InvokeModel(ModelResolver resolver, TextModel text) {
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
        return switch (resolver.resolve(call.argument(0), call.region())) {
            case Resolution.Failed failed -> failed.error().toAnswer();
            case Resolution.Found found -> answer(call, found.model(), streamed);
        };
    }

    private Answer answer(Call call, FoundationModel model, boolean streamed) {
        if (streamed && !model.capability().streaming()) {
            return AwsError.validation("The model is unsupported for streaming.")
                    .toAnswer();
        }
        Optional<Family> family = Families.find(model.capability().family());
        if (family.isEmpty()) {
            return AwsError.validation("This model only supports asynchronous invocation. Try StartAsyncInvoke.")
                    .toAnswer();
        }
        if (call.inbound().body().length > MAX_BODY_BYTES) {
            return AwsError.validation("1 validation error detected: Value at 'body' failed to satisfy constraint:"
                            + " Member must have length less than or equal to 25000000")
                    .toAnswer();
        }
        Optional<ObjectNode> body = Json.parseObject(call.inbound().body());
        if (body.isEmpty()) {
            return AwsError.validation("Malformed input request: expected a JSON object, please reformat your input"
                            + " and try again.")
                    .toAnswer();
        }
        var turn = new Family.Turn(model.id(), answerId(call), text);
        return switch (family.get().answer(body.get(), turn)) {
            case Outcome.Rejected rejected -> rejected.error().toAnswer();
            case Outcome.Answered answered -> streamed ? stream(call, answered) : whole(call, answered);
        };
    }

    /** The same for the same request, as the text is: answers can be compared byte by byte. */
    private static String answerId(Call call) {
        return UUID.nameUUIDFromBytes(call.inbound().body()).toString();
    }

    private static Answer whole(Call call, Outcome.Answered answered) {
        Usage usage = answered.usage();
        Headers headers = echo(call, Headers.NONE.with("Content-Type", "application/json"))
                .with("X-Amzn-Bedrock-Invocation-Latency", String.valueOf(answered.latencyMillis()));
        if (answered.headers() != Family.HeaderCounts.NONE) {
            headers = headers.with("X-Amzn-Bedrock-Input-Token-Count", String.valueOf(usage.input()));
        }
        if (answered.headers() == Family.HeaderCounts.ALL) {
            headers = headers.with("X-Amzn-Bedrock-Output-Token-Count", String.valueOf(usage.output()));
            if (usage.usedCache()) {
                headers = headers.with("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", String.valueOf(usage.cacheRead()))
                        .with("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", String.valueOf(usage.cacheWrite()));
            }
        }
        ObjectNode body = answered.body();
        call.inbound().headers().first("X-Amzn-Bedrock-GuardrailIdentifier").ifPresent(id -> {
            body.put("amazon-bedrock-guardrailAction", Guardrails.intervenes(call) ? "INTERVENED" : "NONE");
        });
        return new Answer.Whole(200, headers, Json.bytes(body));
    }

    private static Answer stream(Call call, Outcome.Answered answered) {
        List<ObjectNode> events = answered.events();
        events.getLast().set("amazon-bedrock-invocationMetrics", metrics(answered));
        List<byte[]> frames = new ArrayList<>();
        for (ObjectNode event : events) {
            frames.add(Chunk.of(Json.bytes(event), frames.size()));
        }
        Headers headers = echo(
                call,
                Headers.NONE
                        .with("Content-Type", "application/vnd.amazon.eventstream")
                        .with("X-Amzn-Bedrock-Content-Type", "application/json"));
        return new Answer.Frames(headers, frames.iterator());
    }

    private static ObjectNode metrics(Outcome.Answered answered) {
        Usage usage = answered.usage();
        ObjectNode metrics = Json.object()
                .put("inputTokenCount", usage.input())
                .put("outputTokenCount", usage.output())
                .put("invocationLatency", answered.latencyMillis())
                .put("firstByteLatency", answered.latencyMillis() / 2);
        if (usage.usedCache()) {
            metrics.put("cacheReadInputTokenCount", usage.cacheRead());
            metrics.put("cacheWriteInputTokenCount", usage.cacheWrite());
        }
        return metrics;
    }

    /** Tier and latency choice come back as they were asked for. */
    private static Headers echo(Call call, Headers headers) {
        Headers out = headers;
        for (String name : List.of("X-Amzn-Bedrock-Service-Tier", "X-Amzn-Bedrock-PerformanceConfig-Latency")) {
            Optional<String> asked = call.inbound().headers().first(name);
            if (asked.isPresent()) {
                out = out.with(name, asked.get());
            }
        }
        return out;
    }
}
