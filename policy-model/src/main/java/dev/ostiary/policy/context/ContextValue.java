package dev.ostiary.policy.context;

import java.util.List;

/** The value of a condition key: one text, or a list. A list of one is still multivalued. */
public sealed interface ContextValue {
    /** A single-valued key. */
    record Single(String text) implements ContextValue {}

    /** A multivalued key; IAM never sends an empty list, so callers should leave the key out instead. */
    record Multiple(List<String> texts) implements ContextValue {
        public Multiple {
            texts = List.copyOf(texts);
        }
    }

    /** {@return all values; one for a single-valued key} */
    default List<String> all() {
        return switch (this) {
            case Single single -> List.of(single.text());
            case Multiple multiple -> multiple.texts();
        };
    }
}
