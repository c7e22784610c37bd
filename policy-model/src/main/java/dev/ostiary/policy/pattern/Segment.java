package dev.ostiary.policy.pattern;

import org.jspecify.annotations.Nullable;

/** A piece of a template: plain pattern text, a literal character, or a variable. */
sealed interface Segment {
    record Plain(String text, int[] code) implements Segment {}

    record Literal(String text) implements Segment {}

    record Variable(String lowerCaseKey, @Nullable String defaultValue) implements Segment {}

    static Segment plain(String text) {
        return new Plain(text, Glob.encode(text, 0, text.length()));
    }

    static Segment of(VariableReference reference) {
        String key = reference.key();
        boolean escape = key.equals("*") || key.equals("?") || key.equals("$");
        return escape && reference.defaultValue() == null
                ? new Literal(key)
                : new Variable(AsciiCase.lower(key), reference.defaultValue());
    }

    default boolean isVariable() {
        return this instanceof Variable;
    }

    /** {@return the text this piece stands for; null when a variable has neither value nor default} */
    default @Nullable String text(VariableSource source) {
        return switch (this) {
            case Plain plain -> plain.text();
            case Literal literal -> literal.text();
            case Variable variable -> {
                String value = source.findSingle(variable.lowerCaseKey());
                boolean absent = value == null && !source.isPresent(variable.lowerCaseKey());
                yield absent ? variable.defaultValue() : value;
            }
        };
    }

    /** {@return the glob code of this piece; only plain text holds wildcards} */
    default int @Nullable [] code(VariableSource source) {
        if (this instanceof Plain plain) {
            return plain.code();
        }
        String text = text(source);
        return text == null ? null : text.chars().toArray();
    }
}
