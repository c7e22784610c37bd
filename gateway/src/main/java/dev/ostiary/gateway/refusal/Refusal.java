package dev.ostiary.gateway.refusal;

import java.util.HashMap;
import java.util.Map;

/**
 * A no, as a value. Rooms return it; only {@link RefusalWriter} turns it into bytes and adds the decision id.
 *
 * @param sentence AWS's own sentence, or ours where AWS has none
 * @param advice what the reader can do, or the nearest miss; at most a few hundred characters
 * @param headers headers beyond the usual ones ({@code Retry-After}, {@code Allow}, {@code WWW-Authenticate})
 */
public record Refusal(
        RefusalKind kind, DeniedBy deniedBy, String sentence, String advice, Map<String, String> headers) {

    public Refusal {
        headers = Map.copyOf(headers);
    }

    public static Refusal of(RefusalKind kind, DeniedBy deniedBy, String sentence, String advice) {
        return new Refusal(kind, deniedBy, sentence, advice, Map.of());
    }

    /** A malformed request: 400 {@code ValidationException}, layer {@code request}. */
    public static Refusal invalid(String sentence, String advice) {
        return of(RefusalKind.VALIDATION, DeniedBy.REQUEST, sentence, advice);
    }

    /** Something that the call needs is not to be had now: 503, to be repeated after a second. */
    public static Refusal unavailable(DeniedBy deniedBy, String reason) {
        return of(RefusalKind.UNAVAILABLE, deniedBy, "The service is temporarily unavailable.", reason + "; try again")
                .withHeader("Retry-After", "1");
    }

    public Refusal withHeader(String name, String value) {
        var all = new HashMap<>(headers);
        all.put(name, value);
        return new Refusal(kind, deniedBy, sentence, advice, all);
    }
}
