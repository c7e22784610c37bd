package dev.ostiary.gateway.body;

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
import org.jspecify.annotations.Nullable;

/**
 * Moves over JSON bytes with all strictness there is: duplicate keys at any depth, anything that is not JSON, and bodies made to be
 * slow are faults. The first fault stays; whoever moves the cursor looks at it. Strings that nobody asks for (a 20 MB image) are
 * skipped without being copied. Stateful: one thread.
 */
public final class JsonCursor implements AutoCloseable {
    /** Names cost most, since each is remembered to find it twice: ten thousand messages have 40,000, 25 MB could have millions. */
    public static final int MAX_NAMES = 50_000;

    /** Names, values and brackets together; without a bound, 25 MB of them would hold the event loop for half a second. */
    private static final int MAX_TOKENS = 500_000;

    private static final int MAX_DEPTH = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // callers choose the names
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(Integer.MAX_VALUE) // the body is bounded already
                    .build())
            .build();

    private final JsonParser json;
    private int names;
    private @Nullable String fault;

    private JsonCursor(JsonParser json) {
        this.json = json;
    }

    /** Before the first token. */
    static JsonCursor over(Buffer body) throws IOException {
        ByteBuf bytes = bytesOf(body);
        if (bytes.hasArray()) {
            return new JsonCursor(
                    JSON.createParser(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes()));
        }
        return new JsonCursor(parser(body.getBytes()));
    }

    /** {@return a parser with the same strictness for a small text} */
    public static JsonParser parser(byte[] utf8) throws IOException {
        return JSON.createParser(utf8);
    }

    /** Whether it begins like an object in UTF-8. Jackson would also take UTF-16 and UTF-32, which Bedrock might read otherwise. */
    static boolean beginsAsObject(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            byte b = body.getByte(i);
            if (b == '{') {
                return i + 1 < body.length() && body.getByte(i + 1) != 0;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }

    /** Not the parser's own text: it quotes the body. */
    static String faultOf(JsonProcessingException e) {
        JsonLocation location = e.getLocation(); // none when a bound of the parser was passed
        return "the body must be one valid JSON object without duplicate keys, nested at most " + MAX_DEPTH
                + " deep and of at most " + MAX_TOKENS + " parts"
                + (location == null ? "" : "; the fault is near byte " + location.getByteOffset());
    }

    /** The first fault that was told; null as long as all is well. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Tells a fault; null tells none. */
    void fault(@Nullable String text) {
        fault = fault == null ? text : fault;
    }

    /** The next token; null at the end. */
    @Nullable
    JsonToken next() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.FIELD_NAME && ++names > MAX_NAMES) {
            fault("the body has more than " + MAX_NAMES + " member names");
        }
        return token;
    }

    /** Moves to the next member of the current object; false at its end and at a fault. The value is not entered yet. */
    boolean nextMember() throws IOException {
        return fault == null && next() == JsonToken.FIELD_NAME && fault == null;
    }

    @Nullable
    JsonToken token() {
        return json.currentToken();
    }

    /** The name of the current member, unescaped. */
    String name() throws IOException {
        return json.currentName();
    }

    /** The current string, unescaped; empty, with a fault that names the member, when it is no string. */
    String text(String member) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            fault("`" + member + "` must be a string");
            return "";
        }
        return json.getText();
    }

    /** Whether an object begins here; a fault that names the member when not. */
    boolean isObject(String member) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            fault("`" + member + "` must be an object");
        }
        return fault == null;
    }

    /** To the end of the current value. */
    void skip() throws IOException {
        int depth = 0;
        JsonToken token = json.currentToken();
        while (fault == null && token != null) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            token = next();
        }
    }

    /** Where the current token begins, in bytes. */
    int start() {
        return (int) json.currentTokenLocation().getByteOffset();
    }

    /** Behind the current token, whose text has been read if it has one. */
    int end() {
        return (int) json.currentLocation().getByteOffset();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    @SuppressWarnings(
            "deprecation") // the only way to the bytes without copying 25 MB; Vert.x 5 keeps it as internal API
    private static ByteBuf bytesOf(Buffer body) {
        return body.getByteBuf();
    }
}
