package dev.ostiary.gateway.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Did you mean: the known word nearest to a mistyped one. */
public final class Spelling {
    /** Longer input is nobody's typing error; it would only cost time. */
    private static final int LONGEST = 200;
    /** More is another word: `AmazonBedrockFullAccess` must never be proposed for `AmazonBedrockLimitedAccess`. */
    private static final int MOST_ERRORS = 3;

    private Spelling() {}

    /**
     * The known word with the fewest typing errors (wrong, missing, extra or swapped characters; letter case and the difference
     * between {@code -}, {@code _} and {@code .} count nothing), when these are few enough to be a slip.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String typed = plain(word);
        int slip = Math.clamp(typed.length() / 4, 1, MOST_ERRORS);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - typed.length()) <= slip)
                .map(candidate -> new Candidate(candidate, distance(typed, plain(candidate))))
                .filter(candidate -> candidate.distance <= slip)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** {@code did you mean `x`?}, or the other text when nothing is near. */
    public static String suggestion(String word, Collection<String> known, String otherwise) {
        return nearest(word, known).map(near -> "did you mean `" + near + "`?").orElse(otherwise);
    }

    private record Candidate(String word, int distance) {}

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /** Optimal string alignment: edits of one character, and swaps of two neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
