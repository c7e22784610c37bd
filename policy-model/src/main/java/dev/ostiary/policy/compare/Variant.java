package dev.ostiary.policy.compare;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.VariableReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource pattern with its variables taken one way: each either has a value, which one opaque character stands for, or
 * is absent and brings its default.
 *
 * @param text the pattern with opaque characters and defaults in the places of variables
 * @param present for each variable's key (lower case) whether it has a value here
 */
record Variant(String text, Map<String, Boolean> present) {
    private static final Set<String> ESCAPES = Set.of("*", "?", "$");
    private static final int MOST_VARIABLES = 4;

    static boolean hasVariables(String text, boolean variables) {
        return variables && VariableReference.findAll(text).stream().anyMatch(Variant::isVariable);
    }

    static boolean isVariable(VariableReference reference) {
        return reference.defaultValue() != null || !ESCAPES.contains(reference.key());
    }

    /** {@return every way to take the pattern; a variable without a value and default matches nothing and gives none} */
    static List<Variant> of(String text, Symbols symbols) {
        List<VariableReference> references = VariableReference.findAll(text).stream()
                .filter(Variant::isVariable)
                .toList();
        if (references.size() > MOST_VARIABLES) {
            throw new TooComplexException("`" + text + "` has more than " + MOST_VARIABLES + " variables");
        }
        List<Variant> variants = new ArrayList<>();
        for (int choice = 0; choice < 1 << references.size(); choice++) {
            Variant variant = take(text, references, choice, symbols);
            if (variant != null) {
                variants.add(variant);
            }
        }
        return variants;
    }

    private static @Nullable Variant take(
            String text, List<VariableReference> references, int choice, Symbols symbols) {
        StringBuilder taken = new StringBuilder();
        Map<String, Boolean> present = new LinkedHashMap<>();
        int at = 0;
        for (int i = 0; i < references.size(); i++) {
            VariableReference reference = references.get(i);
            String key = AsciiCase.lower(reference.key());
            boolean hasValue = (choice >> i & 1) == 0;
            Boolean earlier = present.put(key, hasValue);
            if ((!hasValue && reference.defaultValue() == null) || (earlier != null && earlier != hasValue)) {
                return null;
            }
            taken.append(text, at, reference.start())
                    .append(hasValue ? String.valueOf(symbols.of(key)) : escaped(reference.defaultValue()));
            at = reference.end();
        }
        return new Variant(taken.append(text.substring(at)).toString(), present);
    }

    private static String escaped(@Nullable String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : (value == null ? "" : value).toCharArray()) {
            escaped.append(ESCAPES.contains(String.valueOf(c)) ? "${" + c + "}" : String.valueOf(c));
        }
        return escaped.toString();
    }
}
