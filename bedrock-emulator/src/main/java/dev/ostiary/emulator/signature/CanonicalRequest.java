package dev.ostiary.emulator.signature;

import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text that is signed. For every service but S3 the path is encoded once more than it stands on the wire, so the
 * `%3A` of a model id becomes `%253A`.
 */
final class CanonicalRequest {
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    static String of(Inbound request, List<String> signedHeaders, String payloadHash) {
        RequestTarget target = RequestTarget.parse(request.rawTarget());
        return String.join(
                "\n",
                request.method(),
                path(target.rawPath()),
                query(target.query()),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                payloadHash);
    }

    private static String path(String rawPath) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(encode(segment));
            }
        }
        boolean open = rawPath.endsWith("/") && !kept.isEmpty();
        return "/" + String.join("/", kept) + (open ? "/" : "");
    }

    private static String query(List<RequestTarget.Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
                // `=` sorts after the digits, so name and value are compared apart from each other
                .sorted((a, b) -> a.replace('=', '\0').compareTo(b.replace('=', '\0')))
                .collect(Collectors.joining("&"));
    }

    private static String headers(Inbound request, List<String> signedHeaders) {
        StringBuilder out = new StringBuilder();
        for (String name : signedHeaders) {
            out.append(name.toLowerCase(Locale.ROOT)).append(':');
            out.append(name.equals("host") ? request.host() : values(request, name))
                    .append('\n');
        }
        return out.toString();
    }

    private static String values(Inbound request, String name) {
        return request.headers().all(name).stream()
                .map(value -> value.strip().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain || "-_.~".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }
}
