package dev.ostiary.emulator.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request target taken apart on its raw form: a model ARN travels as one segment with its slash encoded, so decoding
 * before splitting would break it.
 */
public record RequestTarget(String rawPath, List<Parameter> query, List<String> rawSegments) {
    /** A decoded query parameter. */
    public record Parameter(String name, String value) {}

    public static RequestTarget parse(String raw) {
        int mark = raw.indexOf('?');
        String path = mark < 0 ? raw : raw.substring(0, mark);
        List<Parameter> query = new ArrayList<>();
        if (mark >= 0) {
            for (String pair : raw.substring(mark + 1).split("&", -1)) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = equals < 0 ? pair : pair.substring(0, equals);
                    String value = equals < 0 ? "" : pair.substring(equals + 1);
                    query.add(new Parameter(decode(name), decode(value)));
                }
            }
        }
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        return new RequestTarget(path, List.copyOf(query), List.of(trimmed.split("/", -1)));
    }

    /** A path segment, percent-decoded once. */
    public String segment(int index) {
        return decode(rawSegments.get(index));
    }

    public Optional<String> parameter(String name) {
        return query.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** Percent-decodes once; a broken escape stays as it is, and `+` is a plus, as in AWS's canonical form. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out.put((byte) (high << 4 | low));
                i += 2;
            } else {
                out.put(in[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            return text; // not UTF-8: no id that we know contains it, so it will be refused as unknown
        }
    }
}
