package dev.ostiary.policy.explanation;

/** Shows where two texts part, cut to what the eye needs: {@code `…haiku-v1:0` ≠ `…haiku-v1`}. */
final class TextDifference {
    private static final int BEFORE = 24;
    private static final int BEHIND = 32;

    private TextDifference() {}

    static String show(String actual, String wanted) {
        int common = commonPrefix(actual, wanted);
        int from = common <= BEFORE + 4 ? 0 : common - BEFORE;
        return "`" + cut(actual, from, common) + "` ≠ `" + cut(wanted, from, common) + "`";
    }

    /** {@return how much of the longer text is not shared as a beginning or an end; linear in the texts} */
    static int distance(String left, String right) {
        int prefix = commonPrefix(left, right);
        int most = Math.min(left.length(), right.length()) - prefix;
        int suffix = 0;
        while (suffix < most && left.charAt(left.length() - 1 - suffix) == right.charAt(right.length() - 1 - suffix)) {
            suffix++;
        }
        return Math.max(left.length(), right.length()) - prefix - suffix;
    }

    private static int commonPrefix(String left, String right) {
        int length = Math.min(left.length(), right.length());
        int common = 0;
        while (common < length && left.charAt(common) == right.charAt(common)) {
            common++;
        }
        return common;
    }

    private static String cut(String text, int from, int common) {
        int start = border(text, from);
        int end = border(text, Math.min(text.length(), common + BEHIND));
        return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    }

    /** {@return the place, or the one before it when it is inside a surrogate pair, which must not be cut in two} */
    static int border(String text, int at) {
        boolean inside = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return inside ? at - 1 : at;
    }
}
