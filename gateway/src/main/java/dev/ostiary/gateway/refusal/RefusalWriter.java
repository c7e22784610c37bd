package dev.ostiary.gateway.refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * The only place that turns a {@link Refusal} into bytes: AWS's error type header and JSON body, so that every SDK shows its typed
 * exception, and our own headers and message, since SDKs show nothing but the message.
 */
public final class RefusalWriter {
    private static final int MAX_SENTENCE = 1_300;
    private static final int MAX_ADVICE = 500;

    private final DateHeader date;

    public RefusalWriter(DateHeader date) {
        this.date = date;
    }

    public String date() {
        return date.value();
    }

    /**
     * @param decision the id that the access log carries
     * @param region the Region that the request was for, or null when it was not known yet
     * @param head whether the request was HEAD: the same head, no body
     */
    public void write(
            HttpServerResponse response,
            Refusal refusal,
            String requestId,
            String decision,
            @Nullable String region,
            boolean head) {
        Buffer body = Buffer.buffer(body(refusal, decision));
        response.setStatusCode(refusal.kind().status());
        var headers = response.headers();
        refusal.headers().forEach((name, value) -> headers.set(name, HeaderText.clean(value)));
        headers.set("x-amzn-RequestId", requestId)
                .set("x-amzn-ErrorType", refusal.kind().type())
                .set("x-ostiary-denied-by", refusal.deniedBy().label())
                .set("x-ostiary-decision", HeaderText.clean(decision))
                .set("Content-Type", "application/json")
                .set("Content-Length", Integer.toString(body.length()))
                .set("Date", date.value());
        if (region != null) {
            headers.set("x-ostiary-region", HeaderText.clean(region));
        }
        if (head) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static String body(Refusal refusal, String decision) {
        var json = new StringBuilder(256);
        json.append("{\"").append(refusal.kind().messageMember()).append("\":\"");
        JsonText.escape(message(refusal, decision), json);
        return json.append("\"}").toString();
    }

    /** What people read: AWS's sentence, then who said no, the decision to look up, and what to do. */
    static String message(Refusal refusal, String decision) {
        var text = new StringBuilder(256)
                .append(ShortText.cut(refusal.sentence(), MAX_SENTENCE, "..."))
                .append(" (ostiary: ")
                .append(refusal.deniedBy().label())
                .append("; decision ")
                .append(decision);
        if (!refusal.advice().isEmpty()) {
            text.append("; ").append(ShortText.cut(refusal.advice(), MAX_ADVICE, "..."));
        }
        return text.append(')').toString();
    }
}
