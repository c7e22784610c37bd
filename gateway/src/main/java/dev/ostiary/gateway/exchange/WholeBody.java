package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.upstream.UpstreamAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads a small answer of Bedrock into memory. Stateful; on the answer's event loop. */
final class WholeBody {
    private final UpstreamAnswer answer;
    private final int maxBytes;
    private final Buffer bytes = Buffer.buffer();
    private final Promise<@Nullable Buffer> whole = Promise.promise();

    private WholeBody(UpstreamAnswer answer, int maxBytes) {
        this.answer = answer;
        this.maxBytes = maxBytes;
    }

    /** The whole body, or null when it broke off or is longer than {@code maxBytes} (then the answer has been given up). */
    static Future<@Nullable Buffer> read(UpstreamAnswer answer, int maxBytes) {
        var body = new WholeBody(answer, maxBytes);
        answer.response()
                .handler(body::take)
                .exceptionHandler(broke -> body.whole.tryComplete(null))
                .endHandler(end -> body.whole.tryComplete(body.bytes))
                .resume();
        return body.whole.future();
    }

    private void take(Buffer more) {
        if (bytes.length() + more.length() > maxBytes) {
            whole.tryComplete(null);
            answer.cancel();
        } else {
            bytes.appendBuffer(more);
        }
    }
}
