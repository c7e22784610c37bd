package dev.ostiary.gateway.http;

import io.vertx.core.MultiMap;
import java.net.InetAddress;

/**
 * What a request says before its body.
 *
 * @param method as sent; upper case is guaranteed
 * @param target path and query exactly as sent (origin form: begins with {@code /}); nothing is decoded
 * @param headers as sent; names compare without case
 * @param http2 false means HTTP/1.1 or 1.0
 * @param client who called: the socket's address, or what trusted proxies say; IPv4-mapped IPv6 is IPv4
 * @param secure whether it came in over our TLS port
 * @param declaredLength bytes of body that the head announces; 0 means no body, -1 that the length is not known yet
 */
public record RequestHead(
        String method,
        String target,
        MultiMap headers,
        boolean http2,
        InetAddress client,
        boolean secure,
        long declaredLength) {

    /** Without header values: they hold tokens. */
    @Override
    public String toString() {
        return method + " " + target + " from " + client.getHostAddress();
    }
}
