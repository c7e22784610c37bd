package dev.ostiary.gateway.route;

import java.util.List;

/**
 * A request target after our own strict reading: origin-form only, decoded exactly once. A router's reading is not used, because
 * routers differ on {@code ;}, {@code %2e%2e} and {@code %2F}, and what is decided on must be what is sent.
 *
 * @param segments decoded path segments; a segment may hold a {@code /} that was percent-encoded; empty for the path {@code /}
 * @param query decoded parameters in their order, names unique
 * @param hasQuery whether a {@code ?} was there, even with nothing behind it
 */
public record RequestTarget(List<String> segments, List<QueryParameter> query, boolean hasQuery)
        implements TargetReading {
    public RequestTarget {
        segments = List.copyOf(segments);
        query = List.copyOf(query);
    }

    /** A decoded {@code name=value} of the query; a name without {@code =} has the empty value. */
    public record QueryParameter(String name, String value) {}

    /** Reads the raw request target, exactly as it stood in the request line or in {@code :path}. */
    public static TargetReading parse(String rawTarget) {
        return new TargetParser(rawTarget).parse();
    }
}
