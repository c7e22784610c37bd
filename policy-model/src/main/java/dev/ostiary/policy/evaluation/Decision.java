package dev.ostiary.policy.evaluation;

import org.jspecify.annotations.Nullable;

/** What the policies say about a call. */
public sealed interface Decision {
    /** Every part of the call is allowed by every layer. */
    record Allowed() implements Decision {
        static final Allowed INSTANCE = new Allowed();
    }

    /**
     * At least one part is not allowed. An explicit deny of any part is reported before an implicit one; parts in the
     * order given, layers in the order of {@link PolicyLayer}.
     *
     * @param explicit true when a Deny statement applies, false when no Allow does
     * @param layer the layer that says no
     * @param part the part of the call that failed
     * @param statement the Deny statement; null for an implicit deny
     */
    record Denied(
            boolean explicit,
            PolicyLayer layer,
            AuthorizationPart part,
            @Nullable StatementReference statement) implements Decision {
        /**
         * {@return the end of AWS's own sentence, from "because" or "with" on} AWS writes it after "User: … is not
         * authorized to perform: … on resource: …".
         */
        public String reason() {
            return explicit
                    ? "with an explicit deny in " + layer.textWithArticle()
                    : "because no " + layer.text() + " allows the " + part.action() + " action";
        }
    }

    /** {@return whether the call may go on} */
    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
