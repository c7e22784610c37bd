package dev.ostiary.gateway.route;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.RequestTarget.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a raw request target. Stateful: used once, by one thread. It knows only ASCII: every id that Bedrock takes is ASCII,
 * so neither overlong nor any other UTF-8 has to be understood.
 */
final class TargetParser {
    /** Longer than any id that Bedrock takes (2,048 characters), fully percent-encoded, and any list's query. */
    static final int MAX_LENGTH = 16_384;

    private static final String PATH_PUNCTUATION = "-._~!$&'()*+,=:@";
    private static final String QUERY_PUNCTUATION = PATH_PUNCTUATION + "/?";

    private final String raw;
    private final StringBuilder piece = new StringBuilder();
    private int position;
    private @Nullable String fault;

    TargetParser(String raw) {
        this.raw = raw;
    }

    TargetReading parse() {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return malformed("it does not begin with `/`");
        }
        if (raw.length() > MAX_LENGTH) {
            return malformed("it is longer than " + MAX_LENGTH + " characters");
        }
        List<String> segments = segments();
        if (fault != null) {
            return malformed(fault);
        }
        if (position == raw.length()) {
            return new RequestTarget(segments, List.of(), false);
        }
        List<QueryParameter> query = query();
        return fault == null ? new RequestTarget(segments, query, true) : malformed(fault);
    }

    private List<String> segments() {
        position = 1;
        if (position == raw.length() || raw.charAt(position) == '?') {
            return List.of();
        }
        List<String> segments = new ArrayList<>(6);
        while (true) {
            String segment = piece('/', '?', PATH_PUNCTUATION, false);
            if (fault == null) {
                fault = faultOfSegment(segment);
            }
            if (fault != null) {
                return List.of();
            }
            segments.add(segment);
            if (position == raw.length() || raw.charAt(position) == '?') {
                return segments;
            }
            position++;
        }
    }

    private List<QueryParameter> query() {
        position++;
        List<QueryParameter> parameters = new ArrayList<>(4);
        while (position < raw.length()) {
            String name = piece('=', '&', QUERY_PUNCTUATION, true);
            boolean hasValue = position < raw.length() && raw.charAt(position) == '=';
            if (hasValue) {
                position++;
            }
            String value = hasValue ? piece('&', '&', QUERY_PUNCTUATION, true) : "";
            if (fault == null && name.isEmpty()) {
                fault = "a query parameter has no name";
            } else if (fault == null && contains(parameters, name)) {
                fault = "a query parameter is there twice";
            }
            if (fault != null) {
                return List.of();
            }
            parameters.add(new QueryParameter(name, value));
            if (position < raw.length() && ++position == raw.length()) {
                fault = "the query ends with `&`";
            }
        }
        return parameters;
    }

    /** Decodes up to one of the two ends, or to the end of the target. */
    private String piece(char end, char otherEnd, String punctuation, boolean percentIsData) {
        int start = position;
        boolean decoded = false;
        piece.setLength(0);
        while (position < raw.length() && fault == null) {
            char c = raw.charAt(position);
            if (c == end || c == otherEnd) {
                break;
            }
            if (c == '%') {
                if (!decoded) {
                    piece.append(raw, start, position);
                    decoded = true;
                }
                decodeOne(percentIsData);
            } else if (isAlphanumeric(c) || punctuation.indexOf(c) >= 0) {
                if (decoded) {
                    piece.append(c);
                }
                position++;
            } else {
                fault = "it holds a character that must be percent-encoded or is not allowed";
            }
        }
        return decoded ? piece.toString() : raw.substring(start, position);
    }

    private void decodeOne(boolean percentIsData) {
        if (position + 2 >= raw.length()) {
            fault = "a `%` is not followed by two hexadecimal digits";
            return;
        }
        int high = hexadecimal(raw.charAt(position + 1));
        int low = hexadecimal(raw.charAt(position + 2));
        if (high < 0 || low < 0) {
            fault = "a `%` is not followed by two hexadecimal digits";
            return;
        }
        int c = high << 4 | low;
        if (c < 0x20 || c > 0x7e) {
            fault = "it holds an encoded control or non-ASCII character";
        } else if (!percentIsData && (c == '%' || c == '\\' || c == ';')) {
            fault = "it holds an encoded `%`, `\\` or `;`";
        }
        piece.append((char) c);
        position += 3;
    }

    /** An encoded slash does not hide a dot segment either: {@code ..%2f..} is refused like {@code ../..}. */
    private static @Nullable String faultOfSegment(String segment) {
        int start = 0;
        while (start <= segment.length()) {
            int slash = segment.indexOf('/', start);
            int end = slash < 0 ? segment.length() : slash;
            int length = end - start;
            if (length == 0) {
                return "it holds an empty path segment";
            }
            if (segment.charAt(start) == '.' && (length == 1 || (length == 2 && segment.charAt(start + 1) == '.'))) {
                return "it holds a dot segment";
            }
            start = end + 1;
        }
        return null;
    }

    private static boolean contains(List<QueryParameter> parameters, String name) {
        for (QueryParameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    private static int hexadecimal(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static TargetReading.Malformed malformed(String fault) {
        return new TargetReading.Malformed(Refusal.invalid(
                "The request target is malformed.",
                fault + "; expected a path such as /model/{modelId}/converse with the id percent-encoded once"));
    }
}
