package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.http.Refusal;

/** What the policies say about a call. */
public sealed interface Authorization {
    /** Every part is allowed by every layer. */
    record Authorized() implements Authorization {
        static final Authorized INSTANCE = new Authorized();
    }

    /** 403 in AWS's words, with the layer that said no. */
    record Refused(Refusal refusal) implements Authorization {}
}
