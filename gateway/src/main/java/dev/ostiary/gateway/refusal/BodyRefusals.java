package dev.ostiary.gateway.refusal;

import java.time.Duration;
import java.util.Map;

/** What the edge says about bodies that it does not take. */
public final class BodyRefusals {
    private BodyRefusals() {}

    public static Refusal tooLarge(long max) {
        return Refusal.of(
                RefusalKind.BODY_TOO_LARGE,
                DeniedBy.REQUEST,
                "The request body is longer than " + max + " bytes.",
                "send less, or have ostiary.http.max-body-size raised");
    }

    public static Refusal tooSlow(Duration longest) {
        return Refusal.invalid(
                "The request body did not arrive.",
                "it must not pause for " + longest.toSeconds() + " s; check Content-Length");
    }

    public static Refusal malformed() {
        return Refusal.invalid("The request body is malformed.", "check Content-Length and the chunked encoding");
    }

    public static Refusal full() {
        return new Refusal(
                RefusalKind.UNAVAILABLE,
                DeniedBy.GATEWAY,
                "The gateway holds as many request bodies as it has memory for.",
                "try again in a moment",
                Map.of("Retry-After", "1"));
    }
}
