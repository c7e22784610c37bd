package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.MalformedRequest;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.wire.Peer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks what a head means to HTTP: method, target form, Host, and how long the body is. The decoder has already refused
 * what is not HTTP at all. Whatever two servers could understand differently is refused: a request that the proxy in front of us cuts
 * at another place than we do carries a second one inside.
 */
final class HeadReader {
    private static final int MAX_HEADER_LINES = 100;
    private static final int MAX_METHOD = 20;

    private final TrustedProxies proxies;
    private final long maxHeadBytes;

    /** @param maxHeadBytes of HTTP/2, pseudo-headers included; the decoder of HTTP/1 has its own bound */
    HeadReader(TrustedProxies proxies, long maxHeadBytes) {
        this.proxies = proxies;
        this.maxHeadBytes = maxHeadBytes;
    }

    /**
     * @param head what was read, also of a refused request
     * @param refusal null when the head is fine
     */
    record HeadReading(RequestHead head, @Nullable Refusal refusal) {}

    HeadReading read(HttpServerRequest request, Peer peer) {
        var headers = request.headers();
        boolean http2 = request.version() == HttpVersion.HTTP_2;
        var lines = new HeadLines(headers);
        var method = request.method().name();
        var target = request.uri() == null ? "-" : request.uri();
        var problem = problem(request, method, lines, http2);
        if (problem == null && !target.startsWith("/")) {
            target = originForm(target, lines.host());
            problem = target.startsWith("/") ? null : "The request target is not a path.";
        }
        if (problem == null) {
            problem = targetProblem(target);
        }
        long length = problem == null ? lines.bodyLength(http2) : 0;
        var head = new RequestHead(
                method, target, headers, http2, proxies.client(peer.address(), headers), peer.secure(), length);
        boolean tooLong = http2 && isTooLong(request, lines);
        return new HeadReading(head, tooLong ? MalformedRequest.headersTooLong() : refusal(lines, problem));
    }

    private static @Nullable Refusal refusal(HeadLines lines, @Nullable String problem) {
        if (lines.count() > MAX_HEADER_LINES) {
            return Refusal.of(
                    RefusalKind.HEADERS_TOO_LARGE,
                    DeniedBy.REQUEST,
                    "The request has more than " + MAX_HEADER_LINES + " header lines.",
                    "send fewer header lines");
        }
        return problem == null ? null : Refusal.invalid(problem, "send well-formed HTTP");
    }

    private boolean isTooLong(HttpServerRequest request, HeadLines lines) {
        var authority = request.authority();
        return lines.size()
                        + HeadLines.size(":method", request.method().name())
                        + HeadLines.size(":scheme", request.scheme())
                        + HeadLines.size(":authority", authority == null ? null : authority.toString())
                        + HeadLines.size(":path", request.uri())
                > maxHeadBytes;
    }

    private static @Nullable String problem(HttpServerRequest request, String method, HeadLines lines, boolean http2) {
        if (request.version() == null) {
            return "The HTTP version is not supported.";
        }
        if (!isUpperCase(method)) {
            return "The method is not made of upper-case letters.";
        }
        return lines.problem(request.version(), http2 ? request.authority() != null : false);
    }

    private static boolean isUpperCase(String method) {
        if (method.isEmpty() || method.length() > MAX_METHOD) {
            return false;
        }
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    /** {@code http://host/path} of the host that the Host header names, as the path; anything else as it is. */
    private static String originForm(String target, @Nullable String host) {
        for (String scheme : List.of("http://", "https://")) {
            if (host != null && target.regionMatches(true, 0, scheme + host, 0, scheme.length() + host.length())) {
                var path = target.substring(scheme.length() + host.length());
                return path.isEmpty() ? "/" : path;
            }
        }
        return target;
    }

    private static @Nullable String targetProblem(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return "The request target holds a character that must be percent-encoded.";
            }
        }
        return null;
    }
}
