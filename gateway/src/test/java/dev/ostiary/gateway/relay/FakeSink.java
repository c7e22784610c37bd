package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.sides.ClientSink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The app's side, played by the test. By default it takes everything at once. */
final class FakeSink implements ClientSink {
    final Buffer received = Buffer.buffer();
    final List<Buffer> writes = new ArrayList<>();
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private @Nullable Listener listener;
    List<Map.Entry<String, String>> headers = List.of();
    int status;
    boolean headFlushed;
    boolean goneFromTheStart;
    boolean takes = true;
    boolean full;
    boolean brokenWrites;
    int ends;
    int resets;

    @Override
    public void open(Listener newListener) {
        listener = newListener;
        if (goneFromTheStart) {
            newListener.gone();
        }
    }

    @Override
    public void head(int newStatus, List<Map.Entry<String, String>> newHeaders) {
        status = newStatus;
        headers = newHeaders;
    }

    @Override
    public void flushHead() {
        headFlushed = true;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        if (brokenWrites) {
            throw new IllegalStateException("a bug in the sink");
        }
        received.appendBuffer(bytes);
        writes.add(bytes);
        return taken();
    }

    @Override
    public Future<Void> end(Buffer last) {
        ends++;
        received.appendBuffer(last);
        return taken();
    }

    private Future<Void> taken() {
        if (takes) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        waiting.add(promise);
        return promise.future();
    }

    @Override
    public void reset() {
        resets++;
        hangUp(); // as Vert.x does, before the call returns
    }

    @Override
    public boolean isFull() {
        return full;
    }

    void takeEverything() {
        takes = true;
        full = false;
        waiting.forEach(Promise::complete);
        waiting.clear();
        Objects.requireNonNull(listener).drained();
    }

    void takeOne() {
        waiting.removeFirst().complete();
    }

    void hangUp() {
        Objects.requireNonNull(listener).gone();
        var lost = List.copyOf(waiting);
        waiting.clear();
        lost.forEach(promise -> promise.fail("closed"));
    }
}
