package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.sides.UpstreamBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Bedrock's side, played by the test. Bytes wait while it is paused, as they do in Vert.x. */
final class FakeSource implements UpstreamBody {
    private final int status;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private @Nullable Listener listener;
    private boolean flowing;
    private boolean delivering;
    boolean cancelled;
    int pauses;

    FakeSource(int status, String... headers) {
        this.status = status;
        for (int i = 0; i < headers.length; i += 2) {
            this.headers.add(headers[i], headers[i + 1]);
        }
    }

    static FakeSource eventStream() {
        return new FakeSource(200, "Content-Type", "application/vnd.amazon.eventstream");
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public void open(Listener newListener) {
        listener = newListener;
    }

    @Override
    public void pause() {
        pauses++;
        flowing = false;
    }

    @Override
    public void resume() {
        flowing = true;
        deliver();
    }

    @Override
    public void cancel() {
        cancelled = true;
        reset(); // as Vert.x does, before the call returns
    }

    void send(Buffer bytes) {
        queue.add(() -> listener().segment(bytes));
        deliver();
    }

    void end() {
        queue.add(() -> listener().ended());
        deliver();
    }

    /** Tells at once, as Vert.x does. */
    void reset() {
        listener().broke(new java.io.IOException("connection reset"));
    }

    private Listener listener() {
        return java.util.Objects.requireNonNull(listener, "the relay did not open its source");
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        while (flowing && !cancelled && !queue.isEmpty()) {
            queue.remove().run();
        }
        delivering = false;
    }
}
