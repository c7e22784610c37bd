package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.policy.Position;
import org.jspecify.annotations.Nullable;

/**
 * Which statement of which document.
 *
 * @param policy the document's name
 * @param index index of the statement in the document, from 0
 * @param sid null when it has none
 */
public record StatementReference(
        PolicyLayer layer,
        String policy,
        int index,
        @Nullable String sid,
        Position position) {
    /** {@return for example {@code statement `DenyOpus` of policy `eu-only`}} */
    public String text() {
        String statement = sid == null || sid.isEmpty() ? "statement " + (index + 1) : "statement `" + sid + "`";
        return statement + " of policy `" + policy + "`";
    }
}
