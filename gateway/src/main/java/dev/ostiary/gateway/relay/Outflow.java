package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.sides.ClientSink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongSupplier;

/**
 * Counts what was written to the app and what its connection has not taken yet, so that a reader that takes nothing is told from one
 * that is slow. Stateful; one event loop.
 */
final class Outflow {
    /** Long frames are written in pieces: a reader's progress is seen piece by piece. */
    private static final int PIECE = 16 * 1024;

    private final ClientSink sink;
    private final LongSupplier ticker;
    private long written;
    private long waiting;
    private int writes;
    private long lastProgress;

    Outflow(ClientSink sink, LongSupplier ticker) {
        this.sink = sink;
        this.ticker = ticker;
    }

    void write(Buffer bytes) {
        int length = bytes.length();
        for (int from = 0; from < length; from += PIECE) {
            int to = Math.min(from + PIECE, length);
            Buffer piece = to - from == length ? bytes : bytes.slice(from, to);
            track(sink.write(piece), to - from);
        }
    }

    /** Ends the answer; completes when everything was taken, fails when the app is gone. */
    Future<Void> end(Buffer last) {
        return track(sink.end(last), last.length());
    }

    private Future<Void> track(Future<Void> taken, int length) {
        if (writes == 0) {
            lastProgress = ticker.getAsLong();
        }
        written += length;
        waiting += length;
        writes++;
        return taken.onComplete(done -> {
            waiting -= length;
            writes--;
            lastProgress = ticker.getAsLong();
        });
    }

    long written() {
        return written;
    }

    /** Bytes that the app's connection has not taken yet. */
    long waiting() {
        return waiting;
    }

    boolean isWaiting() {
        return writes > 0;
    }

    /** Ticker reading when the connection took something last, or when something began to wait. */
    long lastProgress() {
        return lastProgress;
    }

    boolean isFull() {
        return sink.isFull();
    }
}
