package dev.ostiary.emulator.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Header lines in the order in which they stand on the wire, because tests want to see exactly that. */
public record Headers(List<Line> lines) {
    public static final Headers NONE = new Headers(List.of());

    /** One line; the name keeps the case in which it arrived. */
    public record Line(String name, String value) {
        /** Signatures and tokens redact themselves: lines end up in assertion messages. */
        @Override
        public String toString() {
            return name + ": " + (isSecret() ? "<redacted>" : value);
        }

        private boolean isSecret() {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.equals("authorization") || lower.equals("x-amz-security-token");
        }
    }

    public Headers {
        lines = List.copyOf(lines);
    }

    public Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .findFirst();
    }

    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .toList();
    }

    /** These lines and one more at the end. */
    public Headers with(String name, String value) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new Headers(more);
    }
}
