package dev.ostiary.gateway.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * A YAML value as JSON text, one token per line, so that a JSON reader's line leads back to the place in the YAML file.
 *
 * @param lines where the token of each line stands in the YAML file, first line first
 */
public record JsonText(String text, List<Position> lines) {

    public JsonText {
        lines = List.copyOf(lines);
    }

    /** Numbers keep their spelling; what JSON cannot spell ({@code .inf}, {@code 0x1F}) becomes a string. */
    public static JsonText of(YamlNode node) {
        var writer = new Writer();
        writer.write(node);
        return new JsonText(writer.text.toString(), writer.lines);
    }

    /** @param line counted from 1, as readers do; the nearest token when there is no such line */
    public Position yamlPosition(int line) {
        return lines.get(Math.clamp(line - 1, 0, lines.size() - 1));
    }

    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final List<Position> lines = new ArrayList<>();

        void write(YamlNode node) {
            switch (node) {
                case YamlNode.Scalar scalar -> token(scalar(scalar), scalar.at());
                case YamlNode.ListNode list -> {
                    token("[", list.at());
                    for (int i = 0; i < list.items().size(); i++) {
                        separate(i, list.at());
                        write(list.items().get(i));
                    }
                    token("]", list.at());
                }
                case YamlNode.ObjectNode object -> {
                    token("{", object.at());
                    for (int i = 0; i < object.entries().size(); i++) {
                        YamlNode.Entry entry = object.entries().get(i);
                        separate(i, object.at());
                        token(quote(entry.key()), entry.keyAt());
                        token(":", entry.keyAt());
                        write(entry.value());
                    }
                    token("}", object.at());
                }
            }
        }

        private void separate(int index, Position at) {
            if (index > 0) {
                token(",", at);
            }
        }

        private void token(String token, Position at) {
            text.append(token).append('\n');
            lines.add(at);
        }

        private static String scalar(YamlNode.Scalar scalar) {
            return switch (scalar.type()) {
                case STRING -> quote(scalar.text());
                case BOOLEAN -> scalar.text().equalsIgnoreCase("true") ? "true" : "false";
                case NULL -> "null";
                case INTEGER, FLOAT ->
                    scalar.text().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                            ? scalar.text()
                            : quote(scalar.text());
            };
        }

        private static String quote(String text) {
            var quoted = new StringBuilder("\"");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    quoted.append('\\').append(c);
                } else if (c < 0x20) {
                    quoted.append(String.format("\\u%04x", (int) c));
                } else {
                    quoted.append(c);
                }
            }
            return quoted.append('"').toString();
        }
    }
}
