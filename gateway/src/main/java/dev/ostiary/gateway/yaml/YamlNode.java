package dev.ostiary.gateway.yaml;

import java.util.List;

/** A YAML value with its place. A small tree of our own: what is not in it (aliases, tags, several documents) is not accepted. */
public sealed interface YamlNode {
    Position at();

    /** What it is called in messages. */
    String kind();

    /** @param text the value; for a string without quotes and escapes, else as written */
    record Scalar(ScalarKind type, String text, Position at) implements YamlNode {
        @Override
        public String kind() {
            return type.label();
        }
    }

    /** A sequence. */
    record ListNode(List<YamlNode> items, Position at) implements YamlNode {
        public ListNode {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping; keys are strings and occur once. */
    record ObjectNode(List<Entry> entries, Position at) implements YamlNode {
        public ObjectNode {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** One key and its value. */
    record Entry(String key, Position keyAt, YamlNode value) {}

    /** The scalar types of YAML 1.2's core schema: {@code yes}, {@code no} and dates are strings. */
    enum ScalarKind {
        STRING("a string"),
        INTEGER("a number"),
        FLOAT("a number"),
        BOOLEAN("true or false"),
        NULL("an empty value");

        private final String label;

        ScalarKind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
