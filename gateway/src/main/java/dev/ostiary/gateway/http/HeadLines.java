package dev.ostiary.gateway.http;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header lines that say how a request is framed, picked out in one pass: asking the map for each, with all its values, would be
 * a good part of the edge's cost. Stateful: filled by the constructor.
 */
final class HeadLines {
    /** RFC 9113, 10.5.1: what a header counts beside its name and value. */
    private static final int OVERHEAD = 32;

    private int count;
    private long size;
    private int hosts;
    private int lengths;
    private int encodings;
    private @Nullable String host;
    private @Nullable String length;
    private @Nullable String encoding;

    HeadLines(MultiMap headers) {
        for (Map.Entry<String, String> line : headers) {
            count++;
            var name = line.getKey();
            size += size(name, line.getValue());
            switch (name.length()) {
                case 4 -> {
                    if (AsciiString.contentEqualsIgnoreCase(name, "host")) {
                        hosts++;
                        host = line.getValue();
                    }
                }
                case 14 -> {
                    if (AsciiString.contentEqualsIgnoreCase(name, "content-length")) {
                        lengths++;
                        length = line.getValue();
                    }
                }
                case 17 -> {
                    if (AsciiString.contentEqualsIgnoreCase(name, "transfer-encoding")) {
                        encodings++;
                        encoding = line.getValue();
                    }
                }
                default -> {}
            }
        }
    }

    int count() {
        return count;
    }

    /** Of the header list as HTTP/2 counts it, pseudo-headers left out. */
    long size() {
        return size;
    }

    static long size(String name, @Nullable String value) {
        return value == null ? 0 : (long) name.length() + value.length() + OVERHEAD;
    }

    @Nullable
    String host() {
        return host;
    }

    /** What is wrong with the framing, or null. */
    @Nullable
    String problem(HttpVersion version, boolean hasAuthority) {
        if (hosts > 1 || (hosts == 0 && !hasAuthority && version != HttpVersion.HTTP_1_0)) {
            return "The request does not have exactly one Host.";
        }
        if (host != null && !isHost(host)) {
            return "The Host header is malformed.";
        }
        if (lengths > 1 || (length != null && !isLength(length))) {
            return "The Content-Length header is malformed.";
        }
        if (encodings > 0 && (encodings > 1 || length != null || version != HttpVersion.HTTP_1_1)) {
            return "Transfer-Encoding stands in a place where it is not allowed.";
        }
        if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
            return "The only Transfer-Encoding known here is chunked.";
        }
        return null;
    }

    /** Bytes announced, -1 when unknown. Only when there is no {@link #problem}. */
    long bodyLength(boolean http2) {
        if (length != null) {
            return Long.parseLong(length);
        }
        return http2 || encoding != null ? -1 : 0;
    }

    private static boolean isHost(String text) {
        if (text.isEmpty() || text.length() > 261) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Character.isLetterOrDigit(c) && c < 0x7F) && ".-_:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLength(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
