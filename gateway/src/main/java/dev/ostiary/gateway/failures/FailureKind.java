package dev.ostiary.gateway.failures;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;

/**
 * Why there is no answer. All but the time-outs are 503, which every AWS SDK repeats by itself: to repeat is the client's
 * decision. That holds for {@link #RESET_BEFORE_HEADERS} too, where Bedrock may have done the work: called directly, the SDKs
 * treat a broken connection as transient and repeat, so the caller sees through the gateway what he would see without it.
 */
public enum FailureKind {
    DNS("dns", "the name of the Bedrock endpoint could not be resolved"),
    CONNECT("connect", "no connection to the Bedrock endpoint could be made"),
    TLS("tls", "the Bedrock endpoint's TLS handshake or certificate was not acceptable"),
    /** Our signature or session was refused: a wrong clock, or keys that were taken away. Not the app's doing. */
    CREDENTIALS_REFUSED(
            "credentials_refused", "AWS refused the gateway's own credentials or clock, not the app's token"),
    /** Some or all of the request was written. Never sent again by us. */
    RESET_BEFORE_HEADERS("reset", "the connection to Bedrock broke before an answer began"),
    /** An hour-long call; no SDK repeats 408. */
    FIRST_BYTE_TIMEOUT("first_byte_timeout", "no answer began within the time configured"),
    /** The head of an answer came and nothing behind it. To the app, to which nothing was sent yet, it is the same as no answer. */
    BODY_TIMEOUT("body_timeout", "an answer began, but nothing more of it came within the idle time-out configured"),
    /** As {@link #RESET_BEFORE_HEADERS}, right behind the head. */
    BODY_RESET("body_reset", "the connection to Bedrock broke when its answer had hardly begun"),
    /** Not HTTP, a head over the bound, a switch of protocols, a redirect. */
    MALFORMED("malformed", "what the Bedrock endpoint sent is not an acceptable HTTP answer"),
    OVERLOAD("overload", "all connections to Bedrock are in use"),
    /** The others still have theirs. */
    APP_SHARE("app_share", "the app uses all connections to Bedrock that one app may have"),
    /** Given up by {@code UpstreamCall#cancel()}; nobody is left to be told. */
    CANCELLED("cancelled", "the call was given up");

    private final String label;
    private final String reason;

    FailureKind(String label, String reason) {
        this.label = label;
        this.reason = reason;
    }

    /** Label {@code type} of {@code ostiary_upstream_errors_total}. */
    public String label() {
        return label;
    }

    public Refusal refusal() {
        return switch (this) {
            case FIRST_BYTE_TIMEOUT, BODY_TIMEOUT ->
                Refusal.of(
                        RefusalKind.MODEL_TIMEOUT,
                        DeniedBy.UPSTREAM,
                        "The request took too long to process. Processing time exceeded the model timeout length.",
                        reason);
            case OVERLOAD, APP_SHARE -> Refusal.unavailable(DeniedBy.GATEWAY, reason);
            case DNS, CONNECT, TLS, CREDENTIALS_REFUSED, RESET_BEFORE_HEADERS, BODY_RESET, MALFORMED, CANCELLED ->
                Refusal.unavailable(DeniedBy.UPSTREAM, reason);
        };
    }
}
