package dev.ostiary.gateway.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A strict view of one object of a file. Every question reports what is wrong and answers with a harmless value, so that one pass
 * finds everything; whoever asks must look at the {@link Findings} before using what was built.
 */
public final class YamlObject {
    private final String file;
    private final Findings findings;
    private final Position at;
    private final boolean real;
    private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();

    private YamlObject(String file, Position at, boolean real, List<YamlNode.Entry> entries, Findings findings) {
        this.file = file;
        this.findings = findings;
        this.at = at;
        this.real = real;
        entries.forEach(entry -> this.entries.put(entry.key(), entry));
    }

    /** Reports and answers an empty object when the node is something else. */
    public static YamlObject of(String file, YamlNode node, Findings findings) {
        if (node instanceof YamlNode.ObjectNode object) {
            return new YamlObject(file, object.at(), true, object.entries(), findings);
        }
        findings.add(file, node.at(), "expected an object (`key: value` lines), not " + node.kind(), "");
        return new YamlObject(file, node.at(), false, List.of(), findings);
    }

    /** Reports every other key. */
    public void allowOnly(Set<String> keys) {
        for (YamlNode.Entry entry : entries.values()) {
            if (!keys.contains(entry.key())) {
                String known = "known keys are " + String.join(", ", new TreeSet<>(keys));
                report(
                        entry.keyAt(),
                        "unknown key `" + entry.key() + "`",
                        Spelling.suggestion(entry.key(), keys, known));
            }
        }
    }

    public String file() {
        return file;
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** In the order of the file. */
    public List<YamlNode.Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Where the value stands, or the object when there is none. */
    public Position at(String key) {
        var entry = entries.get(key);
        return entry == null ? at : entry.value().at();
    }

    public Position keyAt(String key) {
        var entry = entries.get(key);
        return entry == null ? at : entry.keyAt();
    }

    public void report(Position where, String message, String fix) {
        findings.add(file, where, message, fix);
    }

    /** Reports when the key is missing; the example says what to write. What is no object at all has been reported as such. */
    public void require(String key, String example) {
        if (real && !has(key)) {
            report(at, "`" + key + "` is missing", "write for example `" + key + ": " + example + "`");
        }
    }

    public @Nullable YamlNode find(String key) {
        var entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** A string, not empty; null when absent, or reported as something else. */
    public @Nullable String text(String key) {
        var entry = entries.get(key);
        return entry == null ? null : text(key, entry.value());
    }

    private @Nullable String text(String name, YamlNode value) {
        if (value instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.ScalarKind.STRING) {
            if (!scalar.text().isBlank()) {
                return scalar.text();
            }
            report(value.at(), "`" + name + "` is empty", "write a value, or leave the key out");
            return null;
        }
        report(value.at(), "`" + name + "` must be a string, not " + value.kind(), quoting(value));
        return null;
    }

    /** What turns a number or a boolean into the string that was probably meant. */
    public static String quoting(YamlNode value) {
        return value instanceof YamlNode.Scalar scalar && scalar.type() != YamlNode.ScalarKind.NULL
                ? "put it in quotes: \"" + scalar.text() + "\""
                : "";
    }

    /** A string, or a list of strings; empty when absent. An empty list is reported. */
    public List<LocatedText> texts(String key) {
        var entry = entries.get(key);
        return entry == null ? List.of() : texts(key, entry.value());
    }

    /** The same for a value whose key is the author's own. */
    public List<LocatedText> texts(String name, YamlNode value) {
        if (!(value instanceof YamlNode.ListNode list)) {
            String text = text(name, value);
            return text == null ? List.of() : List.of(new LocatedText(text, value.at()));
        }
        if (list.items().isEmpty()) {
            report(value.at(), "`" + name + "` is an empty list", "write at least one value, or leave the key out");
        }
        var texts = new ArrayList<LocatedText>();
        for (YamlNode item : list.items()) {
            String text = text(name, item);
            if (text != null) {
                texts.add(new LocatedText(text, item.at()));
            }
        }
        return texts;
    }

    public boolean flag(String key, boolean otherwise) {
        var entry = entries.get(key);
        if (entry == null) {
            return otherwise;
        }
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.ScalarKind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        report(
                entry.value().at(),
                "`" + key + "` must be true or false, not " + entry.value().kind(),
                "YAML 1.2 has no yes and no");
        return otherwise;
    }

    /** A whole number from 1; 0 when absent or reported. */
    public int count(String key) {
        var entry = entries.get(key);
        if (entry == null) {
            return 0;
        }
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.text().matches("[1-9][0-9]{0,8}")) {
            if (scalar.type() == YamlNode.ScalarKind.INTEGER) {
                return Integer.parseInt(scalar.text());
            }
        }
        report(
                entry.value().at(),
                "`" + key + "` must be a whole number from 1 to 999999999",
                "write for example `" + key + ": 60`, without quotes; leave it out for none");
        return 0;
    }

    /** The items of a list, each turned by {@code read}; reports when the value is no list. */
    public <T> List<T> items(String key, Function<YamlNode, T> read) {
        var entry = entries.get(key);
        if (entry == null) {
            return List.of();
        }
        if (entry.value() instanceof YamlNode.ListNode list) {
            return list.items().stream().map(read).toList();
        }
        report(
                entry.value().at(),
                "`" + key + "` must be a list, not " + entry.value().kind(),
                "begin each item with `- `");
        return List.of();
    }

    /** An object inside this one; empty when absent. */
    public YamlObject object(String key) {
        var entry = entries.get(key);
        return entry == null ? new YamlObject(file, at, true, List.of(), findings) : of(file, entry.value(), findings);
    }

    /** A text of the file with its place. */
    public record LocatedText(String text, Position at) {}
}
