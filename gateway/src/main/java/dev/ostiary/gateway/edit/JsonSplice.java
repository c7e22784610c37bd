package dev.ostiary.gateway.edit;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes an edited policy into the text of the old one, so that a review sees the edit and not a new layout. Knows the two edits that
 * are made by command: one more resource, and more statements. Anything else is written anew.
 */
final class JsonSplice {
    private static final int WRITERS_INDENT = 4;

    private final String text;
    private final PolicyDocument before;
    private final PolicyDocument after;

    private JsonSplice(String text, PolicyDocument before, PolicyDocument after) {
        this.text = text;
        this.before = before;
        this.after = after;
    }

    /** {@return a text that reads as {@code after}, as near to the old text as can be} */
    static String write(String text, PolicyDocument before, PolicyDocument after) {
        String wanted = PolicyWriter.writeCompact(after);
        return new JsonSplice(text, before, after)
                .spliced()
                .filter(candidate -> reads(candidate).equals(wanted))
                .orElseGet(() -> PolicyWriter.write(after));
    }

    private static String reads(String candidate) {
        return PolicyReader.read(candidate, PolicyKind.IDENTITY) instanceof PolicyReading.Accepted accepted
                ? PolicyWriter.writeCompact(accepted.document())
                : "";
    }

    private Optional<String> spliced() {
        int old = before.statements().size();
        if (old == 0 || before.singleStatement()) {
            return Optional.empty();
        }
        return after.statements().size() > old ? moreStatements(old) : oneMoreResource();
    }

    private Optional<String> moreStatements(int old) {
        int start = offset(before.statements().getLast().label().position());
        int end = endOfObject(start);
        String indent = text.substring(text.lastIndexOf('\n', start) + 1, start);
        if (end < 0 || !indent.isBlank()) {
            return Optional.empty();
        }
        List<Statement> more =
                after.statements().subList(old, after.statements().size());
        String written = PolicyWriter.write(PolicyDocument.of(more))
                .lines()
                .filter(line -> line.startsWith(" ".repeat(WRITERS_INDENT)))
                .map(line -> indent + line.substring(WRITERS_INDENT))
                .collect(Collectors.joining("\n"));
        return Optional.of(text.substring(0, end) + ",\n" + written + text.substring(end));
    }

    private Optional<String> oneMoreResource() {
        for (int i = 0; i < before.statements().size(); i++) {
            PatternList old = before.statements().get(i).resources();
            PatternList now = after.statements().get(i).resources();
            if (old != null
                    && now != null
                    && now.entries().size() == old.entries().size() + 1) {
                return Optional.of(withResource(old, now.texts().getLast()));
            }
        }
        return Optional.empty();
    }

    private String withResource(PatternList list, String added) {
        PatternEntry last = list.entries().getLast();
        int start = offset(last.position());
        int end = endOfString(start);
        String quoted = '"' + added + '"';
        String indent = text.substring(text.lastIndexOf('\n', start) + 1, start);
        if (list.single()) {
            boolean ownLine = indent.strip().equals("\"Resource\":");
            String outer = ownLine ? "\n" + indent.substring(0, indent.indexOf('"')) : "";
            String inner = ownLine ? outer + "  " : "";
            return text.substring(0, start) + "[" + inner + text.substring(start, end) + (ownLine ? "," : ", ") + inner
                    + quoted + outer + "]" + text.substring(end);
        }
        String separator = indent.isBlank() ? ",\n" + indent : ", ";
        return text.substring(0, end) + separator + quoted + text.substring(end);
    }

    private int offset(Position at) {
        int lineStart = 0;
        for (int line = 1; line < at.line(); line++) {
            lineStart = text.indexOf('\n', lineStart) + 1;
        }
        return lineStart + at.column() - 1;
    }

    /** Behind the closing quote of the string that begins here. */
    private int endOfString(int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    /** Behind the closing brace of the object that begins here; -1 when none does. */
    private int endOfObject(int start) {
        if (start >= text.length() || text.charAt(start) != '{') {
            return -1;
        }
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '"' -> at = endOfString(at) - 1;
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
