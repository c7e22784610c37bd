package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.refusal.Refusal;
import java.util.function.Supplier;

/** What the policies say about a call. */
public sealed interface Authorization {
    /** Every part is allowed by every layer. */
    record Authorized() implements Authorization {
        static final Authorized INSTANCE = new Authorized();
    }

    /** 403 in AWS's words, with the layer that said no. */
    record Refused(Refusal refusal) implements Authorization {}

    /**
     * The same 403, for an app with so many statements that finding the nearest one takes longer than an event loop has.
     *
     * @param plain without the nearest statement
     * @param search finds it and answers with the whole refusal; any thread but an event loop
     */
    record Unexplained(Refusal plain, Supplier<Refusal> search) implements Authorization {}
}
