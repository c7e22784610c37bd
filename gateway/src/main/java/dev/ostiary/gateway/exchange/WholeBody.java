package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.upstream.UpstreamAnswer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
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

    /**
     * The whole body, or null when it broke off, is longer than {@code maxBytes} or took longer than {@code longest} (then the answer
     * has been given up: without an end it would keep its connection and the app's place for ever).
     */
    static Future<@Nullable Buffer> read(UpstreamAnswer answer, int maxBytes, Duration longest) {
        var body = new WholeBody(answer, maxBytes);
        Context context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("an answer is read on its event loop");
        }
        long timer = context.owner().setTimer(longest.toMillis(), late -> body.giveUp());
        body.whole.future().onComplete(any -> context.owner().cancelTimer(timer));
        answer.response()
                .handler(body::take)
                .exceptionHandler(broke -> body.whole.tryComplete(null))
                .endHandler(end -> body.whole.tryComplete(body.bytes))
                .resume();
        return body.whole.future();
    }

    private void take(Buffer more) {
        if (bytes.length() + more.length() > maxBytes) {
            giveUp();
        } else {
            bytes.appendBuffer(more);
        }
    }

    private void giveUp() {
        if (whole.tryComplete(null)) {
            answer.cancel();
        }
    }
}
