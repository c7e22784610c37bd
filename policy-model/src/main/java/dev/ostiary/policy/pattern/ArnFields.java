package dev.ostiary.policy.pattern;

import java.util.ArrayList;
import java.util.List;

/** Splits an ARN or an ARN pattern at its first five colons; colons inside a variable do not count. */
public final class ArnFields {
    private ArnFields() {}

    /** {@return whether the text can name resources: {@code *}, or an ARN or a pattern of one with all six fields} */
    public static boolean nameResources(String text) {
        return text.equals("*") || split(text, false).size() == ResourceText.FIELDS;
    }

    /**
     * {@return one to six fields; the sixth keeps its colons}
     *
     * @param variables whether <code>${…}</code> is a variable in this document
     */
    public static List<String> split(String text, boolean variables) {
        List<VariableReference> references = variables ? VariableReference.findAll(text) : List.of();
        List<String> fields = new ArrayList<>(ResourceText.FIELDS);
        int start = 0;
        int at = 0;
        while (at < text.length() && fields.size() < ResourceText.FIELDS - 1) {
            int here = at;
            int skip = references.stream()
                    .filter(reference -> reference.start() == here)
                    .mapToInt(VariableReference::end)
                    .findFirst()
                    .orElse(-1);
            if (skip >= 0) {
                at = skip;
                continue;
            }
            if (text.charAt(at) == ':') {
                fields.add(text.substring(start, at));
                start = at + 1;
            }
            at++;
        }
        fields.add(text.substring(start));
        return fields;
    }
}
