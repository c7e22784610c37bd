package dev.ostiary.gateway.body;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds what messages make Bedrock open: every {@code s3Location}, in whatever content block it stands, blocks to come included. What
 * belongs to a tool, its input and its JSON result, is the app's own data and not looked at. Stateful: one thread.
 */
public final class MessageReader {
    /** Bedrock takes a few dozen media per request; each one is a decision. */
    public static final int MAX_OBJECTS = 100;

    private final JsonCursor json;
    private final Set<S3Object> objects = new LinkedHashSet<>();

    MessageReader(JsonCursor json) {
        this.json = json;
    }

    /** In the order of the body, each once. */
    Set<S3Object> objects() {
        return objects;
    }

    /** From the first to the last token of a list of messages. The depth is bounded by the cursor. */
    void read() throws IOException {
        value("");
    }

    private void value(String name) throws IOException {
        JsonToken token = json.token();
        if (token == JsonToken.START_OBJECT) {
            while (json.nextMember()) {
                member(name, json.name());
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (json.fault() == null && json.next() != JsonToken.END_ARRAY) {
                value(name);
            }
        }
    }

    private void member(String parent, String name) throws IOException {
        json.next();
        if (name.equals("s3Location")) {
            location();
        } else if (isDataOfATool(parent, name)) {
            json.skip();
        } else {
            value(name);
        }
    }

    private static boolean isDataOfATool(String parent, String name) {
        return (parent.equals("toolUse") && name.equals("input")) || (parent.equals("content") && name.equals("json"));
    }

    private void location() throws IOException {
        if (!json.isObject("s3Location")) {
            return;
        }
        String uri = "";
        String owner = "";
        while (json.nextMember()) {
            String name = json.name();
            json.next();
            switch (name) {
                case "uri" -> uri = json.text("s3Location.uri");
                case "bucketOwner" -> owner = json.text("s3Location.bucketOwner");
                default -> json.skip();
            }
        }
        S3Object object = new S3Object(uri, owner);
        if (json.fault() == null) {
            json.fault(object.fault());
        }
        objects.add(object);
        if (objects.size() > MAX_OBJECTS) {
            json.fault("the messages name more than " + MAX_OBJECTS + " objects in S3");
        }
    }
}
