package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.policies.LineEnds;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts one more name into an app file's {@code policies:}, and leaves every other character of the file as it is. */
final class PolicyListEdit {
    private static final String KEY = "policies";

    private final String path;
    private final String text;
    private final List<String> lines;
    private final String name;

    private PolicyListEdit(String path, String text, String name) {
        this.path = path;
        this.text = text;
        this.lines = LineEnds.split(text);
        this.name = name;
    }

    /**
     * @param text of a file that can be loaded
     * @throws NotEditable when it is written in a way that this cannot edit
     */
    static String add(String path, String text, String name) {
        YamlNode.ObjectNode before = object(path, text);
        List<String> wanted = new ArrayList<>(names(before));
        wanted.add(name);
        String edited = new PolicyListEdit(path, text, quoted(name)).edit(find(before));
        boolean right = Set.copyOf(names(object(path, edited))).equals(Set.copyOf(wanted));
        if (!right) {
            throw notEditable(path, name);
        }
        return edited;
    }

    private String edit(@Nullable YamlNode value) {
        return switch (value) {
            case null -> appended();
            case YamlNode.Scalar scalar -> asList(scalar);
            case YamlNode.ListNode list when isFlow(list) -> atFlowStart(list);
            case YamlNode.ListNode list -> afterLastItem(list);
            case YamlNode.ObjectNode ignored -> throw notEditable(path, name);
        };
    }

    private String appended() {
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return text + end + KEY + ": [" + name + "]\n";
    }

    private String atFlowStart(YamlNode.ListNode list) {
        int bracket = offset(list.at());
        return insert(bracket + 1, list.items().isEmpty() ? name : name + ", ");
    }

    /** The single name that stood there becomes the first of a list. */
    private String asList(YamlNode.Scalar scalar) {
        int start = offset(scalar.at());
        char first = text.charAt(start);
        int end = first == '"' || first == '\''
                ? text.indexOf(first, start + 1) + 1
                : start + scalar.text().length();
        return text.substring(0, start) + "[" + text.substring(start, end) + ", " + name + "]" + text.substring(end);
    }

    private String afterLastItem(YamlNode.ListNode list) {
        Position last = list.items().getLast().at();
        String line = lines.get(last.line() - 1);
        String dash = line.substring(0, last.column() - 1);
        if (!dash.isBlank() && !dash.strip().equals("-")) {
            throw notEditable(path, name);
        }
        int after = offset(new Position(last.line(), 1)) + line.length();
        return line.endsWith("\n") ? insert(after, dash + name + "\n") : insert(after, "\n" + dash + name + "\n");
    }

    private boolean isFlow(YamlNode.ListNode list) {
        return text.charAt(offset(list.at())) == '[';
    }

    private String insert(int offset, String more) {
        return text.substring(0, offset) + more + text.substring(offset);
    }

    /** Columns count code points; lines with characters beyond the BMP before the value are rare, and the result is read back. */
    private int offset(Position at) {
        int offset = 0;
        for (int i = 0; i < at.line() - 1; i++) {
            offset += lines.get(i).length();
        }
        return offset + at.column() - 1;
    }

    private static YamlNode.ObjectNode object(String path, String text) {
        return YamlReader.read(path, text, new Findings()) instanceof YamlNode.ObjectNode object
                ? object
                : new YamlNode.ObjectNode(List.of(), Position.START);
    }

    private static @Nullable YamlNode find(YamlNode.ObjectNode object) {
        return object.entries().stream()
                .filter(entry -> entry.key().equals(KEY))
                .map(YamlNode.Entry::value)
                .findFirst()
                .orElse(null);
    }

    private static List<String> names(YamlNode.ObjectNode object) {
        return switch (find(object)) {
            case YamlNode.Scalar scalar -> List.of(scalar.text());
            case YamlNode.ListNode list ->
                list.items().stream()
                        .map(item -> item instanceof YamlNode.Scalar scalar ? scalar.text() : "")
                        .toList();
            case null -> List.of();
            case YamlNode.ObjectNode ignored -> List.of();
        };
    }

    private static String quoted(String name) {
        boolean plain = name.matches("[A-Za-z][A-Za-z0-9_-]*")
                && !Set.of("true", "false", "null").contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : '"' + name + '"';
    }

    private static NotEditable notEditable(String path, String name) {
        return new NotEditable(
                "`" + path + "` is written in a way that cannot be edited",
                "add `" + name + "` to its `policies` by hand");
    }
}
