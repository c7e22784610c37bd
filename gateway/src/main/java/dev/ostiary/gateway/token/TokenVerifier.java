package dev.ostiary.gateway.token;

import dev.ostiary.gateway.jwk.KeySet;
import dev.ostiary.gateway.jwk.PublishedKey;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.token.Verification.KeyMissing;
import dev.ostiary.gateway.token.Verification.Unverified;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one token: takes it apart, finds the issuer it claims to be from, checks the signature with that issuer's keys and only
 * then reads the claims. Holds no state; costs from 50 µs (RSA) to some milliseconds (elliptic curves), so it runs on a worker.
 *
 * <p>An unknown issuer, an unknown key and an algorithm that the issuer may not use cost as much as a bad signature and get the same
 * answer.
 */
public final class TokenVerifier {
    private final Clock clock;

    public TokenVerifier(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param realms by the exact {@code iss}
     * @param mayAskForKeys whether {@link KeyMissing} is a useful answer; without it an unknown key is final
     */
    public Verification verify(String compact, Map<String, Realm> realms, boolean mayAskForKeys) {
        return switch (CompactToken.read(compact)) {
            case CompactReading.Malformed malformed ->
                Unverified.of("malformed", TokenRefusals.malformed(malformed.what()));
            case CompactToken token -> verify(token, realms.get(token.issuer()), mayAskForKeys);
        };
    }

    private Verification verify(CompactToken token, @Nullable Realm realm, boolean mayAskForKeys) {
        if (realm == null
                || !realm.issuer().algorithms().contains(token.algorithm().joseName())) {
            return inVain(token, realm == null ? "unknown-issuer" : "algorithm");
        }
        KeySet keys = realm.keys().current();
        PublishedKey key = keys == null ? null : keys.find(token.keyId(), token.algorithm());
        if (keys == null || key == null) {
            return mayAskForKeys ? new KeyMissing(realm.keys()) : inVain(token, "unknown-key");
        }
        if (!token.algorithm().verify(key.key(), token.signed(), token.signature())) {
            return Unverified.of("signature", TokenRefusals.foreign(token.issuer()));
        }
        return readClaims(token, realm, keys);
    }

    private static Unverified inVain(CompactToken token, String reason) {
        token.algorithm().verifyInVain(token.signed());
        return Unverified.of(reason, TokenRefusals.foreign(token.issuer()));
    }

    private Verification readClaims(CompactToken token, Realm realm, KeySet keys) {
        Map<String, Object> claims = token.claims();
        String subject = claims.get("sub") instanceof String text ? text : null;
        Refusal broken = new ClaimRules(realm.issuer(), claims, clock.millis()).findBroken();
        Long expires = ClaimRules.millis(claims.get("exp"));
        if (broken != null || expires == null) {
            Refusal refusal = broken != null ? broken : TokenRefusals.malformed("its `exp` is not a number");
            return new Unverified(refusal, "claims", realm, subject);
        }
        return new VerifiedToken(
                realm, keys, Instant.ofEpochMilli(expires), expires + ClaimRules.SKEW_MILLIS, subject, claims);
    }
}
