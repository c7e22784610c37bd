package dev.ostiary.policy.rule;

import dev.ostiary.policy.policy.Position;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that lint has to say.
 *
 * @param rule the rule's id
 * @param message what it saw; lower case, user input in back-ticks
 * @param position where, with JSON pointer
 * @param statement index of the statement from 0, -1 for the whole document
 * @param fix what to do; null when nothing can be said
 */
public record Finding(
        String rule,
        Severity severity,
        String message,
        Position position,
        int statement,
        @Nullable Fix fix) {
    /** They turn true by time alone: the table of actions ages, a model ends. A directory that is right today must load tomorrow. */
    private static final Set<String> ONLY_WARN_AT_LOAD = Set.of("INVALID_ACTION", "BR_MODEL_EOL");

    /**
     * {@return whether this finding keeps a document from being loaded} Errors do, but for {@code INVALID_ACTION} and {@code BR_MODEL_EOL}.
     *
     * @param securityToo {@code ostiary.access.block-on=security}
     */
    public boolean blocksLoading(boolean securityToo) {
        return switch (severity) {
            case ERROR -> !ONLY_WARN_AT_LOAD.contains(rule);
            case SECURITY -> securityToo;
            case WARNING, SUGGESTION -> false;
        };
    }
}
