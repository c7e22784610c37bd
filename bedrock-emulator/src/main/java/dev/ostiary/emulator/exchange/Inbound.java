package dev.ostiary.emulator.exchange;

/**
 * A request as it arrived. The body array is not copied: it may be 25 MB, and nobody here writes to it.
 *
 * @param rawTarget path and query, still encoded
 * @param httpVersion `HTTP/1.1` or `HTTP/2`
 * @param host what the client called this server: the Host header or, in HTTP/2, the `:authority`
 */
public record Inbound(String method, String rawTarget, String httpVersion, String host, Headers headers, byte[] body) {
    @Override
    public String toString() {
        return method + " " + rawTarget + " " + httpVersion + " (" + body.length + " bytes)";
    }
}
