package dev.ostiary.policy.condition;

import org.jspecify.annotations.Nullable;

/**
 * A condition operator taken apart: {@code ForAnyValue:StringLikeIfExists} is {@code FOR_ANY_VALUE},
 * {@code STRING_LIKE}, if exists.
 */
public record Operator(Quantifier quantifier, Comparison comparison, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /**
     * {@return the operator of this name, null when IAM knows none; case matters} {@code NullIfExists} is returned too,
     * so that the reader can say what is wrong with it.
     */
    public static @Nullable Operator parse(String name) {
        Quantifier quantifier = Quantifier.NONE;
        String rest = name;
        for (Quantifier candidate : Quantifier.values()) {
            if (candidate != Quantifier.NONE && name.startsWith(candidate.prefix())) {
                quantifier = candidate;
                rest = name.substring(candidate.prefix().length());
            }
        }
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String base = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        Comparison comparison = Comparison.find(base);
        return comparison == null ? null : new Operator(quantifier, comparison, ifExists);
    }

    /** {@return the name as IAM writes it} */
    public String text() {
        return quantifier.prefix() + comparison.text() + (ifExists ? IF_EXISTS : "");
    }

    /** {@return the operator's name nearest to a wrong one, to suggest it} */
    public static String suggest(String wrong) {
        String best = Comparison.STRING_EQUALS.text();
        int bestDistance = Integer.MAX_VALUE;
        for (Quantifier quantifier : Quantifier.values()) {
            for (Comparison comparison : Comparison.values()) {
                for (boolean ifExists : new boolean[] {false, true}) {
                    String name = new Operator(quantifier, comparison, ifExists).text();
                    int distance = NameDistance.between(wrong, name);
                    if (distance < bestDistance) {
                        best = name;
                        bestDistance = distance;
                    }
                }
            }
        }
        return best;
    }
}
