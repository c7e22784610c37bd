package dev.ostiary.policy.pattern;

import org.jspecify.annotations.Nullable;

/** Where policy variables get their values. */
public interface VariableSource {
    /** A source without any value. */
    VariableSource EMPTY = new VariableSource() {
        @Override
        public boolean isPresent(String lowerCaseKey) {
            return false;
        }

        @Override
        public @Nullable String findSingle(String lowerCaseKey) {
            return null;
        }
    };

    /** {@return whether the key is there, with one value or as a list} */
    boolean isPresent(String lowerCaseKey);

    /** {@return the value of a single-valued key; null when it is absent or multivalued} */
    @Nullable
    String findSingle(String lowerCaseKey);
}
