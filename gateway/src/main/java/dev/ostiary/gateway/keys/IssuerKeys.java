package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.jwk.KeySet;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Where the verifier gets one issuer's keys from. All methods may be called from any thread and return at once. */
public sealed interface IssuerKeys permits FetchedKeys, FixedKeys {
    /**
     * The keys to verify with now, or null when none were loaded yet or the last good fetch is too long ago. The same object as
     * before as long as the published keys are the same.
     */
    @Nullable
    KeySet current();

    /**
     * Asks for newer keys because a token names one that is not here. At most one fetch runs at a time, and unknown ids start one at
     * most every ten seconds, so that a flood of them neither hammers the issuer nor blocks a rotation.
     *
     * @return completes with true when a fetch has ended that the caller may look at, with false (at once, or after the time limit)
     *     when he is to give up. Never fails. Completes on an arbitrary thread
     */
    Future<Boolean> lookAgain();
}
