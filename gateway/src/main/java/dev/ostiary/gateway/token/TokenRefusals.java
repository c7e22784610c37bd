package dev.ostiary.gateway.token;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Every 401, in words. Before the signature is known to be good, the text holds nothing that the sender did not send himself: not
 * which issuers exist, not which audience they ask for.
 */
public final class TokenRefusals {
    private static final String CHALLENGE = "Bearer error=\"invalid_token\"";
    private static final String INVALID = "The security token included in the request is invalid";
    private static final String EXPIRED = "The security token included in the request is expired";
    private static final String WHAT_TO_DO = "; set AWS_BEARER_TOKEN_BEDROCK to a JWT of your issuer";

    private TokenRefusals() {}

    static Refusal noHeader() {
        return invalid("no Authorization header was sent" + WHAT_TO_DO);
    }

    static Refusal severalHeaders(int count) {
        return invalid(count + " Authorization headers were sent, expected one");
    }

    static Refusal sigV4() {
        return invalid("an AWS signature (SigV4) was sent, and this gateway takes bearer tokens only" + WHAT_TO_DO
                + ", which SDKs prefer to AWS credentials");
    }

    static Refusal awsKey() {
        return invalid("an Amazon Bedrock API key was sent, which is good at AWS and not here"
                + " (treat it as disclosed if that was a mistake)" + WHAT_TO_DO);
    }

    static Refusal otherScheme(String scheme) {
        return invalid(scheme + " was sent in the Authorization header, expected `Bearer` and a JWT" + WHAT_TO_DO);
    }

    /** @param what for example `its header is not strict JSON` */
    static Refusal malformed(String what) {
        return invalid("the bearer token is not an acceptable JWT: " + what + WHAT_TO_DO);
    }

    /** One answer for an unknown issuer, an unknown key, an algorithm that the issuer may not use, and a bad signature. */
    static Refusal foreign(String issuer) {
        return invalid("either the issuer " + Printable.quote(issuer)
                + " is not registered here, or the token was not signed with"
                + " one of its current keys by one of its allowed algorithms; get a new token of a registered issuer");
    }

    static Refusal expired(Instant expiredAt) {
        return of(
                RefusalKind.EXPIRED_TOKEN,
                EXPIRED,
                "it expired at " + expiredAt
                        + "; AWS SDKs read AWS_BEARER_TOKEN_BEDROCK once, so a running process needs a token provider"
                        + " or a restart to use a new one");
    }

    static Refusal notYetValid(String claim, Instant at) {
        return invalid("its `" + claim + "` is " + at + ", which is still to come; check the issuer's clock");
    }

    static Refusal lifetime(long seconds, long maxSeconds) {
        return invalid(
                "it is valid for " + seconds + " s, and this issuer's tokens may be valid for " + maxSeconds + " s");
    }

    static Refusal audience(String claim, String found, List<String> expected) {
        return invalid("its `" + Printable.shorten(claim) + "` is " + found + ", expected one of "
                + Printable.quoteAll(expected));
    }

    static Refusal requiredClaim(String claim, String found, String expected) {
        return invalid(
                "its `" + Printable.shorten(claim) + "` is " + found + ", expected " + Printable.quote(expected));
    }

    /** Not the caller's fault: more verifications wait than can be done in useful time. */
    public static Refusal busy() {
        return Refusal.of(
                        RefusalKind.UNAVAILABLE,
                        DeniedBy.GATEWAY,
                        "Too many tokens are being verified",
                        "try again in a second")
                .withHeader("Retry-After", "1");
    }

    private static Refusal invalid(String advice) {
        return of(RefusalKind.UNRECOGNIZED_CLIENT, INVALID, advice);
    }

    private static Refusal of(RefusalKind kind, String sentence, String advice) {
        return new Refusal(kind, DeniedBy.TOKEN, sentence, advice, Map.of("WWW-Authenticate", CHALLENGE));
    }
}
