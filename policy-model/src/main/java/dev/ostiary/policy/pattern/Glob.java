package dev.ostiary.policy.pattern;

/**
 * A compiled glob (R-GLOB): {@code *} takes any sequence, {@code ?} exactly one character, everything else is itself.
 * Matching walks with two pointers, so its time is at most the product of both lengths, whatever the pattern; no regular
 * expression is ever built from input. Wildcards are kept apart from text, so a substituted {@code *} stays plain.
 */
public final class Glob {
    static final int ANY = -1;
    static final int ONE = -2;

    private final int[] code;
    private final String prefix;
    private final boolean ignoreCase;

    Glob(int[] code, boolean ignoreCase) {
        this.code = code;
        this.ignoreCase = ignoreCase;
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < code.length && code[i] >= 0; i++) {
            literal.append((char) code[i]);
        }
        this.prefix = literal.toString();
    }

    /** {@return a case-sensitive glob of this text} */
    public static Glob of(String text) {
        return new Glob(encode(text, 0, text.length()), false);
    }

    /** {@return a glob that ignores ASCII case, as for actions} */
    public static Glob ignoringCase(String text) {
        String lower = AsciiCase.lower(text);
        return new Glob(encode(lower, 0, lower.length()), true);
    }

    /** {@return whether the text holds a wildcard} */
    public static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    static int[] encode(String text, int from, int to) {
        int[] code = new int[to - from];
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            code[i - from] = c == '*' ? ANY : c == '?' ? ONE : c;
        }
        return code;
    }

    /** {@return whether there is no wildcard, so that exactly one text (or its case variants) matches} */
    public boolean isExact() {
        return prefix.length() == code.length;
    }

    /** {@return the text before the first wildcard; lower case for a glob that ignores case} */
    public String literalPrefix() {
        return prefix;
    }

    /** {@return the text behind the last wildcard; a quick reason to say no} */
    String literalSuffix() {
        StringBuilder literal = new StringBuilder();
        for (int i = code.length - 1; i >= 0 && code[i] >= 0; i--) {
            literal.append((char) code[i]);
        }
        return literal.reverse().toString();
    }

    /** {@return whether the whole text matches} */
    public boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** {@return whether the part of the text from {@code from} to {@code to} matches} */
    public boolean matches(String text, int from, int to) {
        int fixed = prefix.length();
        if (to - from < fixed || !prefixMatches(text, from)) {
            return false;
        }
        if (fixed == code.length) {
            return to - from == fixed;
        }
        return matchesRest(text, from + fixed, to);
    }

    private boolean prefixMatches(String text, int from) {
        if (!ignoreCase) {
            return text.startsWith(prefix, from);
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (AsciiCase.lower(text.charAt(from + i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesRest(String text, int from, int to) {
        int p = prefix.length();
        int t = from;
        int star = -1;
        int starText = from;
        while (t < to) {
            if (p < code.length && code[p] == ANY) {
                star = p++;
                starText = t;
            } else if (p < code.length && code[p] == ONE) {
                t += width(text, t, to);
                p++;
            } else if (p < code.length && code[p] == charAt(text, t)) {
                t++;
                p++;
            } else if (star >= 0) {
                starText += width(text, starText, to);
                t = starText;
                p = star + 1;
            } else {
                return false;
            }
        }
        while (p < code.length && code[p] == ANY) {
            p++;
        }
        return p == code.length;
    }

    private char charAt(String text, int index) {
        char c = text.charAt(index);
        return ignoreCase ? AsciiCase.lower(c) : c;
    }

    private static int width(String text, int index, int to) {
        boolean pair = Character.isHighSurrogate(text.charAt(index))
                && index + 1 < to
                && Character.isLowSurrogate(text.charAt(index + 1));
        return pair ? 2 : 1;
    }
}
