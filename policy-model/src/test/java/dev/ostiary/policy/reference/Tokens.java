package dev.ostiary.policy.reference;

import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A pattern as a list of tokens: {@code *}, {@code ?}, or a literal code point. */
final class Tokens {
    static final int STAR = -1;
    static final int QUESTION = -2;

    private Tokens() {}

    /** Plain pattern text. */
    static List<Integer> plain(String text) {
        return text.codePoints()
                .map(c -> c == '*' ? STAR : c == '?' ? QUESTION : c)
                .boxed()
                .toList();
    }

    /** Pattern text with variables filled in as literals; empty when one has no value. */
    static Optional<List<Integer>> substituted(String text, boolean variables, RequestContext context) {
        if (!variables) {
            return Optional.of(plain(text));
        }
        List<Integer> tokens = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int close = rest.startsWith("${") ? closing(rest) : -1;
            if (close < 0) {
                if (rest.startsWith("${")) {
                    tokens.addAll(plain(rest));
                    return Optional.of(tokens);
                }
                int next = rest.indexOf("${");
                String before = next < 0 ? rest : rest.substring(0, next);
                tokens.addAll(plain(before));
                rest = rest.substring(before.length());
                continue;
            }
            Optional<String> value = value(rest.substring(2, close - 1), context);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            value.get().codePoints().forEach(tokens::add);
            rest = rest.substring(close);
        }
        return Optional.of(tokens);
    }

    /** The index behind the closing brace of a variable at the start of the text, or -1. */
    static int closing(String text) {
        int brace = text.indexOf('}');
        int quote = text.indexOf(", '");
        if (brace >= 0 && quote >= 0 && quote < brace) {
            int end = text.indexOf("'}", quote + 3);
            return end >= 0 ? end + 2 : brace + 1;
        }
        return brace < 0 ? -1 : brace + 1;
    }

    private static Optional<String> value(String inside, RequestContext context) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return Optional.of(inside);
        }
        int quote = inside.indexOf(", '");
        boolean hasDefault = quote >= 0 && inside.endsWith("'") && inside.length() >= quote + 4;
        String key = hasDefault ? inside.substring(0, quote) : inside;
        ContextValue value = context.find(key.toLowerCase(Locale.ROOT));
        if (value instanceof ContextValue.Single single) {
            return Optional.of(single.text());
        }
        return value == null && hasDefault
                ? Optional.of(inside.substring(quote + 3, inside.length() - 1))
                : Optional.empty();
    }

    /** Whether the tokens match the whole text: the textbook table, row by row. */
    static boolean match(List<Integer> tokens, String text) {
        int[] points = text.codePoints().toArray();
        boolean[] reachable = new boolean[points.length + 1];
        reachable[0] = true;
        for (int token : tokens) {
            boolean[] next = new boolean[points.length + 1];
            for (int i = 0; i <= points.length; i++) {
                if (token == STAR) {
                    next[i] = reachable[i] || (i > 0 && next[i - 1]);
                } else {
                    next[i] = i > 0 && reachable[i - 1] && (token == QUESTION || token == points[i - 1]);
                }
            }
            reachable = next;
        }
        return reachable[points.length];
    }
}
