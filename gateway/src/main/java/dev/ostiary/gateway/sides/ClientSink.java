package dev.ostiary.gateway.sides;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** The app's side of an answer. Calls and callbacks happen on one event loop. */
public interface ClientSink {
    /** Sets who is told, at once when the app is gone already. */
    void open(Listener listener);

    /** Sets status and headers; without {@code Content-Length} among them the body is chunked. Sent with the first bytes. */
    void head(int status, List<Map.Entry<String, String>> headers);

    /** Sends what {@link #head} set without waiting for the first bytes. */
    void flushHead();

    /** Completes when the connection took the bytes, fails when it is gone. */
    Future<Void> write(Buffer bytes);

    /** Ends the answer in order, with these last bytes. Completes and fails as {@link #write}. */
    Future<Void> end(Buffer last);

    /** Breaks the answer off, so that the app cannot take it for complete: HTTP/2 stream or HTTP/1.0 connection reset, HTTP/1.1 connection closed. */
    void reset();

    /** Whether more should not be written before {@link Listener#drained()}. */
    boolean isFull();

    /** What the app's connection tells. */
    interface Listener {
        void drained();

        /** The app hung up; told at most once, and not after the answer's end was taken. */
        void gone();
    }
}
