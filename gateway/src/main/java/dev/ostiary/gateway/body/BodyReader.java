package dev.ostiary.gateway.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ostiary.gateway.route.Operation;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON body: that it is exactly one object, and the members that decide. No tree is built. Stateful: used once, by one
 * thread.
 */
public final class BodyReader {
    /** Keys that would make {@code additionalModelRequestFields} reach past what was decided on. */
    private static final Set<String> DECIDING_FIELDS = Set.of(
            "model",
            "modelId",
            "model_id",
            "fallbacks",
            "fallback_models",
            "service_tier",
            "serviceTier",
            "guardrailConfig",
            "guardrailIdentifier",
            "amazon-bedrock-guardrailConfig");

    private final Operation operation;
    private final JsonCursor json;
    private final MessageReader messages;
    private final List<String> systemTools = new ArrayList<>(0);
    private BodyFacts.@Nullable GuardrailName guardrail;
    private @Nullable String tier;
    private @Nullable String latency;
    private BodyFacts.@Nullable Metadata metadata;
    private String modelId = "";
    private String token = "";
    private int tokenStart = -1;
    private int tokenEnd = -1;

    private BodyReader(Operation operation, JsonCursor json) {
        this.operation = operation;
        this.json = json;
        this.messages = new MessageReader(json);
    }

    public static BodyReading read(Operation operation, Buffer body) {
        if (!JsonCursor.beginsAsObject(body)) {
            return new BodyReading.Fault("the body must be one JSON object in UTF-8");
        }
        try (JsonCursor json = JsonCursor.over(body)) {
            return new BodyReader(operation, json).read();
        } catch (JsonProcessingException e) {
            return new BodyReading.Fault(JsonCursor.faultOf(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory failed", e);
        }
    }

    private BodyReading read() throws IOException {
        json.next();
        int contentStart = json.end();
        boolean isEmpty = true;
        while (json.nextMember()) {
            isEmpty = false;
            member(json.name());
        }
        if (json.fault() == null && json.next() != null) {
            json.fault("something follows the JSON object of the body");
        }
        String fault = json.fault();
        if (fault != null) {
            return new BodyReading.Fault(fault);
        }
        return new BodyFacts(
                new BodyFacts.Shape(contentStart, isEmpty),
                guardrail,
                new BodyFacts.Price(tier, latency),
                metadata,
                operation == Operation.START_ASYNC_INVOKE
                        ? new BodyFacts.Job(modelId, token, tokenStart, tokenEnd)
                        : null,
                new BodyFacts.Attachments(systemTools, List.copyOf(messages.objects())));
    }

    private void member(String name) throws IOException {
        json.next();
        if (operation.isConverse()) {
            memberOfConverse(name);
        } else if (operation == Operation.START_ASYNC_INVOKE) {
            memberOfJob(name);
        } else if (operation == Operation.COUNT_TOKENS && name.equals("input")) {
            messagesToCount();
        } else {
            json.skip();
        }
    }

    private void memberOfConverse(String name) throws IOException {
        switch (name) {
            case "guardrailConfig" -> guardrailConfig();
            case "serviceTier" -> tier = onlyMember(name, "type");
            case "performanceConfig" -> latency = onlyMember(name, "latency");
            case "requestMetadata" -> requestMetadata();
            case "additionalModelRequestFields" -> additionalFields();
            case "toolConfig" -> toolConfig();
            case "messages", "system" -> messages.read();
            default -> json.skip();
        }
    }

    private void memberOfJob(String name) throws IOException {
        switch (name) {
            case "modelId" -> modelId = json.text(name);
            case "clientRequestToken" -> {
                tokenStart = json.start();
                token = json.text(name);
                tokenEnd = json.end();
            }
            default -> json.skip();
        }
    }

    /** {@code input.converse} has messages as Converse does; {@code input.invokeModel} is opaque, as it is in InvokeModel. */
    private void messagesToCount() throws IOException {
        if (!json.isObject("input")) {
            return;
        }
        while (json.nextMember()) {
            boolean converse = json.name().equals("converse");
            json.next();
            if (!converse) {
                json.skip();
            } else if (json.isObject("input.converse")) {
                while (json.nextMember()) {
                    memberToCount(json.name());
                }
            }
        }
    }

    private void memberToCount(String name) throws IOException {
        json.next();
        if (name.equals("messages") || name.equals("system")) {
            messages.read();
        } else {
            json.skip();
        }
    }

    private void guardrailConfig() throws IOException {
        if (!json.isObject("guardrailConfig")) {
            return;
        }
        String identifier = "";
        String version = "";
        while (json.nextMember()) {
            String name = json.name();
            json.next();
            switch (name) {
                case "guardrailIdentifier" -> identifier = json.text(name);
                case "guardrailVersion" -> version = json.text(name);
                default -> json.skip();
            }
        }
        if (!identifier.isEmpty() || !version.isEmpty()) {
            guardrail = new BodyFacts.GuardrailName(identifier, version);
        }
    }

    /** The one member of an object that matters; null when the object does not have it. */
    private @Nullable String onlyMember(String object, String member) throws IOException {
        if (!json.isObject(object)) {
            return null;
        }
        String value = null;
        while (json.nextMember()) {
            boolean wanted = json.name().equals(member);
            json.next();
            if (wanted) {
                value = json.text(object + "." + member);
            } else {
                json.skip();
            }
        }
        return value;
    }

    private void requestMetadata() throws IOException {
        if (!json.isObject("requestMetadata")) {
            return;
        }
        int contentStart = json.end();
        int pairs = 0;
        while (json.nextMember()) {
            json.fault(RequestMetadata.faultOfKey(json.name()));
            pairs++;
            json.next();
            json.skip();
        }
        metadata = new BodyFacts.Metadata(pairs, contentStart);
    }

    private void additionalFields() throws IOException {
        int depth = 0;
        JsonToken here = json.token();
        while (here != null && json.fault() == null) {
            if (here.isStructStart()) {
                depth++;
            } else if (here.isStructEnd()) {
                depth--;
            } else if (here == JsonToken.FIELD_NAME && depth == 1 && DECIDING_FIELDS.contains(json.name())) {
                json.fault("additionalModelRequestFields must not hold `" + json.name() + "`");
            } else if (here == JsonToken.VALUE_STRING && isResource(json.text("additionalModelRequestFields"))) {
                json.fault("additionalModelRequestFields must not name AWS resources");
            }
            if (depth == 0) {
                return;
            }
            here = json.next();
        }
    }

    private static boolean isResource(String text) {
        return text.startsWith("arn:") || text.regionMatches(true, 0, "s3://", 0, 5);
    }

    private void toolConfig() throws IOException {
        if (!json.isObject("toolConfig")) {
            return;
        }
        while (json.nextMember()) {
            boolean tools = json.name().equals("tools");
            if (json.next() == JsonToken.START_ARRAY && tools) {
                while (json.fault() == null && json.next() != JsonToken.END_ARRAY) {
                    tool();
                }
            } else {
                json.skip();
            }
        }
    }

    private void tool() throws IOException {
        if (!json.isObject("toolConfig.tools[]")) {
            return;
        }
        while (json.nextMember()) {
            boolean system = json.name().equals("systemTool");
            json.next();
            if (system) {
                String name = onlyMember("systemTool", "name");
                systemTools.add(name == null ? "" : name);
            } else {
                json.skip();
            }
        }
    }
}
