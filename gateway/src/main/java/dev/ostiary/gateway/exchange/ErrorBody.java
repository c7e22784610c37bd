package dev.ostiary.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** What Bedrock's error bodies say: {@code {"message":…}}, {@code {"Message":…}} for denials, sometimes {@code __type}. */
final class ErrorBody {
    private ErrorBody() {}

    /** The message; empty when there is none that can be read. */
    static String message(Buffer body) {
        JsonObject json = parse(body);
        return json.getValue("message") instanceof String text ? text : text(json, "Message");
    }

    /** The bare type; empty when the body names none. */
    static String type(Buffer body) {
        String type = text(parse(body), "__type");
        return type.substring(type.indexOf('#') + 1);
    }

    private static String text(JsonObject json, String member) {
        return json.getValue(member) instanceof String text ? text : "";
    }

    private static JsonObject parse(Buffer body) {
        try {
            return body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException notJson) {
            return new JsonObject(); // the bytes are passed on as they are; only the triage has nothing to read
        }
    }
}
