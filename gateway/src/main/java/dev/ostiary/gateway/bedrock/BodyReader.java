package dev.ostiary.gateway.bedrock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON body: that it is exactly one object without duplicate keys at any depth, and the members that decide. No tree
 * is built and strings that are only forwarded (a 20 MB image) are skipped without being copied. Stateful: used once, by one thread.
 */
final class BodyReader {
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

    private static final int MAX_DEPTH = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // callers choose the names
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // the body is bounded already
                    .build())
            .build();

    private final Operation operation;
    private final JsonParser json;
    private final List<String> systemTools = new ArrayList<>(0);
    private @Nullable String fault;
    private BodyFacts.@Nullable GuardrailName guardrail;
    private @Nullable String tier;
    private @Nullable String latency;
    private BodyFacts.@Nullable Metadata metadata;
    private String modelId = "";
    private String token = "";
    private int tokenStart = -1;
    private int tokenEnd = -1;

    private BodyReader(Operation operation, JsonParser json) {
        this.operation = operation;
        this.json = json;
    }

    static BodyReading read(Operation operation, Buffer body) {
        ByteBuf bytes = bytesOf(body);
        if (!looksLikeUtf8Object(bytes)) {
            return new BodyReading.Fault("the body must be one JSON object in UTF-8");
        }
        try (JsonParser json = parserOf(bytes)) {
            return new BodyReader(operation, json).read();
        } catch (JsonProcessingException e) {
            return new BodyReading.Fault(faultOf(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory failed", e);
        }
    }

    /** Not the parser's own text: it quotes the body. */
    private static String faultOf(JsonProcessingException e) {
        JsonLocation location = e.getLocation(); // none when a bound of the parser was passed
        return "the body must be one valid JSON object without duplicate keys, nested at most " + MAX_DEPTH + " deep"
                + (location == null ? "" : "; the fault is near byte " + location.getByteOffset());
    }

    /** {@return a parser with the same strictness for a small text} */
    static JsonParser strictParser(byte[] utf8) throws IOException {
        return JSON.createParser(utf8);
    }

    @SuppressWarnings(
            "deprecation") // the only way to the bytes without copying 25 MB; Vert.x 5 keeps it as internal API
    private static ByteBuf bytesOf(Buffer body) {
        return body.getByteBuf();
    }

    private static JsonParser parserOf(ByteBuf bytes) throws IOException {
        if (bytes.hasArray()) {
            return JSON.createParser(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.getBytes(bytes.readerIndex(), copy);
        return JSON.createParser(copy);
    }

    /** Jackson would also accept UTF-16 and UTF-32, which Bedrock might read as something else. */
    private static boolean looksLikeUtf8Object(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            byte b = bytes.getByte(i);
            if (b == '{') {
                return i + 1 < bytes.writerIndex() && bytes.getByte(i + 1) != 0;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }

    private BodyReading read() throws IOException {
        json.nextToken();
        int contentStart = offset();
        boolean isEmpty = true;
        while (fault == null && json.nextToken() == JsonToken.FIELD_NAME) {
            isEmpty = false;
            member(json.currentName());
        }
        if (fault == null && json.nextToken() != null) {
            fault = "something follows the JSON object of the body";
        }
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
                systemTools);
    }

    private void member(String name) throws IOException {
        json.nextToken();
        if (operation.isConverse()) {
            switch (name) {
                case "guardrailConfig" -> guardrailConfig();
                case "serviceTier" -> tier = onlyMember(name, "type");
                case "performanceConfig" -> latency = onlyMember(name, "latency");
                case "requestMetadata" -> requestMetadata();
                case "additionalModelRequestFields" -> additionalFields();
                case "toolConfig" -> toolConfig();
                default -> json.skipChildren();
            }
        } else if (operation == Operation.START_ASYNC_INVOKE) {
            switch (name) {
                case "modelId" -> modelId = text(name);
                case "clientRequestToken" -> {
                    tokenStart = (int) json.currentTokenLocation().getByteOffset();
                    token = text(name);
                    tokenEnd = offset();
                }
                default -> json.skipChildren();
            }
        } else {
            json.skipChildren();
        }
    }

    private void guardrailConfig() throws IOException {
        if (!isObject("guardrailConfig")) {
            return;
        }
        String identifier = "";
        String version = "";
        while (fault == null && json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "guardrailIdentifier" -> identifier = text(name);
                case "guardrailVersion" -> version = text(name);
                default -> json.skipChildren();
            }
        }
        if (!identifier.isEmpty() || !version.isEmpty()) {
            guardrail = new BodyFacts.GuardrailName(identifier, version);
        }
    }

    /** The one member of an object that matters; null when the object does not have it. */
    private @Nullable String onlyMember(String object, String member) throws IOException {
        String value = null;
        if (isObject(object)) {
            while (fault == null && json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(member);
                json.nextToken();
                if (wanted) {
                    value = text(object + "." + member);
                } else {
                    json.skipChildren();
                }
            }
        }
        return value;
    }

    private void requestMetadata() throws IOException {
        if (!isObject("requestMetadata")) {
            return;
        }
        int contentStart = offset();
        int pairs = 0;
        while (fault == null && json.nextToken() == JsonToken.FIELD_NAME) {
            fault = RequestMetadata.faultOfKey(json.currentName());
            pairs++;
            json.nextToken();
            json.skipChildren();
        }
        metadata = new BodyFacts.Metadata(pairs, contentStart);
    }

    private void additionalFields() throws IOException {
        int depth = 0;
        do {
            switch (json.currentToken()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case FIELD_NAME -> {
                    if (depth == 1 && DECIDING_FIELDS.contains(json.currentName())) {
                        fault = "additionalModelRequestFields must not hold `" + json.currentName() + "`";
                    }
                }
                case VALUE_STRING -> {
                    if (json.getText().startsWith("arn:")) {
                        fault = "additionalModelRequestFields must not name AWS resources";
                    }
                }
                default -> {} // numbers and literals name nothing
            }
        } while (fault == null && depth > 0 && json.nextToken() != null);
    }

    private void toolConfig() throws IOException {
        if (!isObject("toolConfig")) {
            return;
        }
        while (fault == null && json.nextToken() == JsonToken.FIELD_NAME) {
            boolean tools = json.currentName().equals("tools");
            if (json.nextToken() == JsonToken.START_ARRAY && tools) {
                while (fault == null && json.nextToken() != JsonToken.END_ARRAY) {
                    tool();
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void tool() throws IOException {
        if (!isObject("toolConfig.tools[]")) {
            return;
        }
        while (fault == null && json.nextToken() == JsonToken.FIELD_NAME) {
            boolean system = json.currentName().equals("systemTool");
            json.nextToken();
            if (system) {
                String name = onlyMember("systemTool", "name");
                systemTools.add(name == null ? "" : name);
            } else {
                json.skipChildren();
            }
        }
    }

    private boolean isObject(String name) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            fault = "`" + name + "` must be an object";
        }
        return fault == null;
    }

    private String text(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            fault = "`" + name + "` must be a string";
            return "";
        }
        return json.getText();
    }

    /** Behind the current token, whose text has been read. */
    private int offset() {
        return (int) json.currentLocation().getByteOffset();
    }
}
