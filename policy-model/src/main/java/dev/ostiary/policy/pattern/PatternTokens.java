package dev.ostiary.policy.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns as sequences of tokens, for whoever computes with sets of texts instead of matching one text: a code unit, or
 * one of the wildcards below.
 */
public final class PatternTokens {
    /** Any sequence. */
    public static final int ANY = Glob.ANY;
    /** Exactly one character. */
    public static final int ONE = Glob.ONE;
    /** Any sequence without colons. */
    public static final int ANY_IN_FIELD = -3;
    /** Exactly one character that is no colon. */
    public static final int ONE_IN_FIELD = -4;

    private static final int ANY_CASE = -16;

    private PatternTokens() {}

    /** {@return the token of this character in any case} */
    public static int anyCase(char character) {
        return ANY_CASE - character;
    }

    /** {@return whether the token is a character in any case} */
    public static boolean isAnyCase(int token) {
        return token <= ANY_CASE;
    }

    /** {@return the character of a token of {@link #anyCase}} */
    public static char characterOf(int token) {
        return (char) (ANY_CASE - token);
    }

    /** {@return the tokens of a glob; with {@code variables} <code>${*}</code> is a plain asterisk} */
    public static int[] ofGlob(String text, boolean variables) {
        int[] code = Template.parse(text, variables).code(VariableSource.EMPTY);
        return code == null ? Glob.encode(text, 0, text.length()) : code;
    }

    /** {@return the tokens of an ARN pattern field by field; missing fields are {@code *}} */
    public static int[] ofArn(String text, boolean variables) {
        List<String> fields = new ArrayList<>(ArnFields.split(text, variables));
        boolean complete = fields.size() == ResourceText.FIELDS;
        while (fields.size() < ResourceText.FIELDS) {
            fields.add("*");
        }
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0; i < ResourceText.FIELDS - 1; i++) {
            for (int token : Glob.encode(fields.get(i), 0, fields.get(i).length())) {
                tokens.add(token == ANY ? ANY_IN_FIELD : token == ONE ? ONE_IN_FIELD : token);
            }
            tokens.add((int) ':');
        }
        for (int token : ofGlob(fields.getLast(), complete && variables)) {
            tokens.add(token);
        }
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
}
