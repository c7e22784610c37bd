package dev.ostiary.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy with its variables (R-VAR): <code>${key}</code>, <code>${key, 'default'}</code>, and
 * <code>${*}</code>, <code>${?}</code>, <code>${$}</code> for the plain character. What a variable brings in is never a
 * pattern. An unclosed <code>${</code> is plain text. In documents before 2012-10-17 all of it is plain text.
 */
public final class Template {
    private final List<Segment> segments;
    private final @Nullable Glob fixedGlob;
    private final @Nullable String fixedText;

    private Template(List<Segment> segments) {
        this.segments = List.copyOf(segments);
        boolean variable = segments.stream().anyMatch(Segment::isVariable);
        int[] code = variable ? null : concatenate(segments, VariableSource.EMPTY);
        this.fixedGlob = code == null ? null : new Glob(code, false);
        this.fixedText = variable ? null : text(segments, VariableSource.EMPTY);
    }

    /** {@return the template of this text; with {@code variables} false all of it is plain text} */
    public static Template parse(String text, boolean variables) {
        if (!variables || text.indexOf("${") < 0) {
            return new Template(List.of(Segment.plain(text)));
        }
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        for (VariableReference reference : VariableReference.findAll(text)) {
            if (reference.start() > start) {
                segments.add(Segment.plain(text.substring(start, reference.start())));
            }
            segments.add(Segment.of(reference));
            start = reference.end();
        }
        if (start < text.length()) {
            segments.add(Segment.plain(text.substring(start)));
        }
        return new Template(segments);
    }

    /** {@return whether the value depends on the request} */
    public boolean hasVariables() {
        return fixedGlob == null;
    }

    /** {@return the glob of this text with its variables filled in; null when one has neither value nor default} */
    public @Nullable Glob glob(VariableSource source) {
        if (fixedGlob != null) {
            return fixedGlob;
        }
        int[] code = concatenate(segments, source);
        return code == null ? null : new Glob(code, false);
    }

    /** {@return the plain text with its variables filled in; null when one has neither value nor default} */
    public @Nullable String text(VariableSource source) {
        return fixedText != null ? fixedText : text(segments, source);
    }

    /** {@return the code of the glob, for patterns that are put together from several parts} */
    int @Nullable [] code(VariableSource source) {
        return concatenate(segments, source);
    }

    /** {@return the literal text before the first wildcard or variable} */
    String literalPrefix() {
        StringBuilder prefix = new StringBuilder();
        for (Segment segment : segments) {
            int[] code = segment.isVariable() ? null : segment.code(VariableSource.EMPTY);
            if (code == null) {
                break;
            }
            for (int c : code) {
                if (c < 0) {
                    return prefix.toString();
                }
                prefix.append((char) c);
            }
        }
        return prefix.toString();
    }

    private static int @Nullable [] concatenate(List<Segment> segments, VariableSource source) {
        int[][] parts = new int[segments.size()][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            int[] part = segments.get(i).code(source);
            if (part == null) {
                return null;
            }
            parts[i] = part;
            length += part.length;
        }
        int[] all = new int[length];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static @Nullable String text(List<Segment> segments, VariableSource source) {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            String part = segment.text(source);
            if (part == null) {
                return null;
            }
            text.append(part);
        }
        return text.toString();
    }
}
