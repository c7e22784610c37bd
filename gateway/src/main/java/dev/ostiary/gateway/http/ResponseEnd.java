package dev.ostiary.gateway.http;

/** How the client's side of an exchange ended. */
public enum ResponseEnd {
    /** The last byte of the response was handed to the connection. */
    COMPLETE,
    /** The connection or the HTTP/2 stream ended before that. */
    CLIENT_GONE;

    /** Who wants to know. */
    @FunctionalInterface
    public interface Listener {
        /** Called once, on the event loop of the connection. */
        void ended(ResponseEnd end);
    }
}
