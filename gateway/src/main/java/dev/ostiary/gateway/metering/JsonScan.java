package dev.ostiary.gateway.metering;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON in segments of any size and tells of the few places of a {@link JsonField} tree. It keeps no text but short keys and
 * values, so 25 MB of base64 cost nothing; a real parser knows what is inside a string, so a model that writes {@code "usage":{…}}
 * into its answer fools nobody. Stateful; one thread. Jackson's own non-blocking parser keeps every string whole.
 */
final class JsonScan {
    /** Told of the places of interest, in document order. Text longer than {@link #MAX_TOKEN} and null are not told. */
    interface Listener {
        /** An object or array begins. */
        void opened(JsonField at);

        void closed(JsonField at);

        void number(JsonField at, String literal);

        void text(JsonField at, String value);
    }

    /** Longest key, number or text that is kept. */
    static final int MAX_TOKEN = 64;

    private static final int MAX_DEPTH = 512;

    private enum State {
        VALUE,
        FIRST_ELEMENT,
        FIRST_KEY,
        KEY,
        COLON,
        AFTER_VALUE,
        STRING,
        ESCAPE,
        NUMBER,
        LITERAL,
        DONE,
        MALFORMED
    }

    private final JsonField root;
    private final Listener listener;
    private final byte[] token = new byte[MAX_TOKEN];
    private @Nullable JsonField[] fields = new JsonField[8];
    private boolean[] objects = new boolean[8];
    private int depth;
    private int tokenLength;
    private boolean readingKey;
    private boolean keepingText;
    private @Nullable JsonField current;
    private State state = State.VALUE;

    JsonScan(JsonField root, Listener listener) {
        this.root = root;
        this.listener = listener;
        this.current = root;
    }

    /** Whether one whole document was read and nothing else. */
    boolean isComplete() {
        return state == State.DONE;
    }

    boolean isMalformed() {
        return state == State.MALFORMED;
    }

    /** Begins a new document. */
    void restart() {
        depth = 0;
        current = root;
        state = State.VALUE;
    }

    void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && state != State.MALFORMED) {
            if (state == State.STRING) {
                i = string(bytes, i, end);
            } else {
                i = step(bytes[i]) ? i + 1 : i;
            }
        }
    }

    /** One byte outside of strings; false when it ended a number or literal and is still to be read. */
    private boolean step(byte b) {
        switch (state) {
            case NUMBER, LITERAL -> {
                return scalar(b);
            }
            case ESCAPE -> {
                keep(b);
                state = State.STRING;
            }
            case DONE, MALFORMED -> require(isSpace(b), state);
            case COLON -> {
                if (!isSpace(b)) {
                    require(b == ':', State.VALUE);
                }
            }
            case AFTER_VALUE -> afterValue(b);
            case FIRST_KEY, KEY -> key(b);
            case VALUE, FIRST_ELEMENT -> value(b);
            case STRING -> throw new IllegalStateException("strings are read by their own loop");
        }
        return true;
    }

    private void value(byte b) {
        if (isSpace(b)) {
            return;
        }
        tokenLength = 0;
        switch (b) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> {
                readingKey = false;
                keepingText = current != null;
                state = State.STRING;
            }
            case ']' -> {
                if (state == State.FIRST_ELEMENT) {
                    close(false);
                } else {
                    state = State.MALFORMED;
                }
            }
            case 't', 'f', 'n' -> {
                keep(b);
                state = State.LITERAL;
            }
            default -> {
                keep(b);
                require(b == '-' || (b >= '0' && b <= '9'), State.NUMBER);
            }
        }
    }

    private void key(byte b) {
        if (isSpace(b)) {
            return;
        }
        if (b == '}' && state == State.FIRST_KEY) {
            close(true);
            return;
        }
        tokenLength = 0;
        readingKey = true;
        JsonField object = fields[depth - 1];
        keepingText = object != null && !object.members().isEmpty();
        require(b == '"', State.STRING);
    }

    private void afterValue(byte b) {
        switch (b) {
            case ',' -> {
                current = objects[depth - 1] ? null : element(fields[depth - 1]);
                state = objects[depth - 1] ? State.KEY : State.VALUE;
            }
            case '}' -> close(true);
            case ']' -> close(false);
            default -> require(isSpace(b), State.AFTER_VALUE);
        }
    }

    private void open(boolean object) {
        if (depth == MAX_DEPTH) {
            state = State.MALFORMED;
            return;
        }
        if (depth == fields.length) {
            fields = Arrays.copyOf(fields, depth * 2);
            objects = Arrays.copyOf(objects, depth * 2);
        }
        fields[depth] = current;
        objects[depth] = object;
        depth++;
        if (current != null) {
            listener.opened(current);
        }
        current = object ? null : element(current);
        state = object ? State.FIRST_KEY : State.FIRST_ELEMENT;
    }

    private void close(boolean object) {
        if (objects[depth - 1] != object) {
            state = State.MALFORMED;
            return;
        }
        depth--;
        JsonField closed = fields[depth];
        if (closed != null) {
            listener.closed(closed);
        }
        ended();
    }

    private void ended() {
        state = depth == 0 ? State.DONE : State.AFTER_VALUE;
    }

    /** A byte of a number, true, false or null; false when the byte is no part of it. */
    private boolean scalar(byte b) {
        if (b == ',' || b == '}' || b == ']' || isSpace(b)) {
            scalarEnded();
            return false;
        }
        boolean fits = state == State.NUMBER
                ? (b >= '0' && b <= '9') || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-'
                : b >= 'a' && b <= 'z';
        keep(b);
        require(fits, state);
        return true;
    }

    private void scalarEnded() {
        boolean number = state == State.NUMBER;
        String literal = tokenText();
        if (!number && !literal.equals("true") && !literal.equals("false") && !literal.equals("null")) {
            state = State.MALFORMED;
            return;
        }
        if (current != null && !literal.equals("null")) {
            listener.number(current, literal);
        }
        ended();
    }

    private int string(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        if (keepingText) {
            keep(bytes, from, i - from);
        }
        if (i == end) {
            return end;
        }
        if (bytes[i] == '\\') {
            keep(bytes[i]);
            state = State.ESCAPE;
        } else if (readingKey) {
            JsonField object = fields[depth - 1];
            current = keepingText && object != null ? object.members().get(tokenText()) : null;
            state = State.COLON;
        } else {
            if (current != null) {
                listener.text(current, tokenText());
            }
            ended();
        }
        return i + 1;
    }

    private static @Nullable JsonField element(@Nullable JsonField array) {
        return array == null ? null : array.element();
    }

    private void require(boolean fits, State next) {
        state = fits ? next : State.MALFORMED;
    }

    private void keep(byte b) {
        if (tokenLength < MAX_TOKEN) {
            token[tokenLength++] = b;
        }
    }

    private void keep(byte[] bytes, int from, int length) {
        int kept = Math.min(length, MAX_TOKEN - tokenLength);
        System.arraycopy(bytes, from, token, tokenLength, kept);
        tokenLength += kept;
    }

    private String tokenText() {
        return new String(token, 0, tokenLength, StandardCharsets.UTF_8);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
