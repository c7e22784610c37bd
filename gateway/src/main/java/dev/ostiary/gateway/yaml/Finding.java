package dev.ostiary.gateway.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a file, where, and what to do about it.
 *
 * @param file relative to the directory that was read, with {@code /}; the directory itself when no file is to blame
 * @param at {@link Position#NONE} when the file as a whole is meant
 * @param fix what to do; empty when the message says it already
 */
public record Finding(String file, Position at, String message, String fix) {

    public int line() {
        return at.line();
    }

    public int column() {
        return at.column();
    }

    /** {@code file:line:column: message (fix)}, as editors and compilers understand it; one line whatever the input held. */
    public String toText() {
        var text = new StringBuilder(file);
        if (!at.equals(Position.NONE)) {
            text.append(':').append(at.line()).append(':').append(at.column());
        }
        text.append(": ").append(message);
        if (!fix.isEmpty()) {
            text.append(" (").append(fix).append(')');
        }
        return PlainText.oneLine(text);
    }

    /** The same as an object: {@code file, line, column, message, fix}; line and column are 0 for a whole file. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", file)
                .put("line", at.line())
                .put("column", at.column())
                .put("message", message)
                .put("fix", fix);
    }
}
