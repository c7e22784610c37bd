package dev.ostiary.gateway.token;

import dev.ostiary.gateway.keys.IssuerKeys;
import dev.ostiary.gateway.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** How the verification of one token ended. */
public sealed interface Verification permits VerifiedToken, Verification.Unverified, Verification.KeyMissing {
    /**
     * The token is not good.
     *
     * @param reason one of a few fixed words, for the debug log
     * @param realm the issuer, only when the signature was good
     */
    record Unverified(
            Refusal refusal,
            String reason,
            @Nullable Realm realm,
            @Nullable String subject) implements Verification {
        public static Unverified of(String reason, Refusal refusal) {
            return new Unverified(refusal, reason, null, null);
        }

        @Override
        public String toString() {
            return "Unverified[reason=" + reason + "]";
        }
    }

    /** The issuer has no such key yet; a look at his current keys may change that. */
    record KeyMissing(IssuerKeys keys) implements Verification {}
}
