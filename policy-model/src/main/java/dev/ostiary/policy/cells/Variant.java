package dev.ostiary.policy.cells;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.VariableReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resource pattern with its variables taken one way: each either has a value, which one opaque character stands for, or
 * is absent and brings its default.
 *
 * @param text the pattern with opaque characters and defaults in the places of variables
 * @param takings for each variable's key (lower case) how it is taken
 */
public record Variant(String text, Map<String, Taking> takings) {
    private static final Set<String> ESCAPES = Set.of("*", "?", "$");
    private static final int MOST_VARIANTS = 64;

    public static boolean hasVariables(String text, boolean variables) {
        return variables && VariableReference.findAll(text).stream().anyMatch(Variant::isVariable);
    }

    static boolean isVariable(VariableReference reference) {
        return reference.defaultValue() != null || !ESCAPES.contains(reference.key());
    }

    /** {@return every way to take the pattern; a variable without a value and default matches nothing and gives none} */
    public static List<Variant> of(String text, Symbols symbols) {
        List<VariableReference> references = VariableReference.findAll(text).stream()
                .filter(Variant::isVariable)
                .toList();
        List<Variant> variants = List.of(new Variant("", Map.of()));
        int at = 0;
        for (VariableReference reference : references) {
            String before = text.substring(at, reference.start());
            variants = variants.stream()
                    .flatMap(variant -> variant.with(before, reference, symbols).stream())
                    .toList();
            at = reference.end();
            if (variants.size() > MOST_VARIANTS) {
                throw new TooComplexException("`" + text + "` has too many variables");
            }
        }
        String rest = text.substring(at);
        return variants.stream()
                .map(variant -> new Variant(variant.text + rest, variant.takings))
                .toList();
    }

    private List<Variant> with(String before, VariableReference reference, Symbols symbols) {
        String key = AsciiCase.lower(reference.key());
        Taking earlier = takings.get(key);
        List<Taking> ways = new ArrayList<>();
        if (earlier == null || earlier instanceof Taking.Present) {
            ways.add(new Taking.Present(symbols.singled(key)));
        }
        if (reference.defaultValue() != null && (earlier == null || earlier instanceof Taking.Absent)) {
            ways.add(new Taking.Absent(reference.defaultValue()));
        }
        for (String value : symbols.singled(key)) {
            if (earlier == null || earlier.equals(new Taking.Exactly(value))) {
                ways.add(new Taking.Exactly(value));
            }
        }
        return ways.stream().map(way -> with(before, key, way, symbols)).toList();
    }

    private Variant with(String before, String key, Taking way, Symbols symbols) {
        Map<String, Taking> all = new LinkedHashMap<>(takings);
        all.put(key, way);
        String taken = switch (way) {
            case Taking.Absent absent -> escaped(absent.defaultValue());
            case Taking.Exactly exactly -> escaped(exactly.value());
            case Taking.Present ignored -> String.valueOf(symbols.of(key));
        };
        return new Variant(text + before + taken, all);
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : value.toCharArray()) {
            escaped.append(ESCAPES.contains(String.valueOf(c)) ? "${" + c + "}" : String.valueOf(c));
        }
        return escaped.toString();
    }
}
