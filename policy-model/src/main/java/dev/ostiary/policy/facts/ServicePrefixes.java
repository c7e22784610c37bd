package dev.ostiary.policy.facts;

import dev.ostiary.policy.pattern.AsciiCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The prefixes of all AWS services, as they stand before the colon of an action. Immutable; read once from the jar. */
public final class ServicePrefixes {
    private static final String FILE = "service-prefixes.txt";

    private final Set<String> prefixes;

    private ServicePrefixes(Set<String> prefixes) {
        this.prefixes = Set.copyOf(prefixes);
    }

    /**
     * {@return the list that comes with this library}
     *
     * @throws IllegalStateException when the jar lacks the list
     */
    public static ServicePrefixes read() {
        try (InputStream in = ServicePrefixes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("`" + FILE + "` is missing in the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ServicePrefixes(text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toSet()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("`" + FILE + "` cannot be read", unreadable);
        }
    }

    /** {@return whether AWS has a service of this prefix; case does not matter} */
    public boolean contains(String prefix) {
        return prefixes.contains(AsciiCase.lower(prefix));
    }
}
