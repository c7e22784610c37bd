package dev.ostiary.policy.pattern;

import org.jspecify.annotations.Nullable;

/** A request's resource, split once into the fields of its ARN and then compared with many patterns. */
public final class ResourceText {
    static final int FIELDS = 6;

    private final String text;
    private final int @Nullable [] colons;

    private ResourceText(String text, int @Nullable [] colons) {
        this.text = text;
        this.colons = colons;
    }

    /** {@return the resource of a request; {@code *} for actions without resource types} */
    public static ResourceText of(String text) {
        int[] colons = new int[FIELDS - 1];
        int at = -1;
        for (int i = 0; i < colons.length; i++) {
            at = text.indexOf(':', at + 1);
            if (at < 0) {
                return new ResourceText(text, null);
            }
            colons[i] = at;
        }
        return new ResourceText(text, colons);
    }

    /** {@return the whole text} */
    public String text() {
        return text;
    }

    boolean isStar() {
        return text.equals("*");
    }

    boolean isArn() {
        return colons != null && text.startsWith("arn:");
    }

    boolean fieldMatches(int field, Glob glob) {
        if (colons == null) {
            return false;
        }
        int from = field == 0 ? 0 : colons[field - 1] + 1;
        int to = field == FIELDS - 1 ? text.length() : colons[field];
        return glob.matches(text, from, to);
    }
}
