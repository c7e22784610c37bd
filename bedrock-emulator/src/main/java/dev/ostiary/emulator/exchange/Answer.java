package dev.ostiary.emulator.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;

/** What goes back: one body, or frames that are made one by one while the client takes them. */
public sealed interface Answer {
    int status();

    Headers headers();

    /** Another set of headers, same content. */
    Answer withHeaders(Headers headers);

    /** A body that is known as a whole. */
    record Whole(int status, Headers headers, byte[] body) implements Answer {
        @Override
        public Answer withHeaders(Headers other) {
            return new Whole(status, other, body);
        }
    }

    /** An event stream; each element is one complete frame. Read by one thread at a time, never twice. */
    record Frames(Headers headers, Iterator<byte[]> frames) implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Answer withHeaders(Headers other) {
            return new Frames(other, frames);
        }
    }

    static Answer json(JsonNode body) {
        return json(200, body);
    }

    static Answer json(int status, JsonNode body) {
        return new Whole(status, Headers.NONE.with("Content-Type", "application/json"), Json.bytes(body));
    }
}
