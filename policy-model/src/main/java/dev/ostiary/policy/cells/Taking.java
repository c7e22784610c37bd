package dev.ostiary.policy.cells;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way to take a variable. */
public sealed interface Taking {
    /** The key is absent and the default stands in its place. */
    record Absent(String defaultValue) implements Taking {}

    /** The key has this value. */
    record Exactly(String value) implements Taking {}

    /** The key has some value, but none of those that have a way of their own. */
    record Present(Set<String> others) implements Taking {}

    /** {@return whether a request with this single value of the key, null when absent, is taken this way} */
    default boolean fits(@Nullable String single) {
        return switch (this) {
            case Absent ignored -> single == null;
            case Exactly exactly -> exactly.value().equals(single);
            case Present present -> single != null && !present.others().contains(single);
        };
    }
}
