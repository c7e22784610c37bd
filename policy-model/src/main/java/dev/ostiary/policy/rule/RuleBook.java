package dev.ostiary.policy.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be known of every rule by its id. Immutable; read once from the jar. */
public final class RuleBook {
    private static final String FILE = "rules.txt";
    private static final String EVIDENCE = "[evidence] ";

    private final SortedMap<String, String> sentences = new TreeMap<>();
    private final Set<String> evidence = new HashSet<>();

    private RuleBook(String text) {
        text.lines().forEach(line -> {
            int space = line.indexOf(' ');
            String id = line.substring(0, space);
            String rest = line.substring(space + 1);
            if (rest.startsWith(EVIDENCE)) {
                evidence.add(id);
                rest = rest.substring(EVIDENCE.length());
            }
            sentences.put(id, rest);
        });
    }

    /** {@return the book that comes with this library} */
    public static RuleBook read() {
        try (InputStream in = RuleBook.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("`" + FILE + "` is missing in the jar");
            }
            return new RuleBook(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("`" + FILE + "` cannot be read", unreadable);
        }
    }

    /** {@return every id, in order} */
    public SortedSet<String> ids() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(sentences.keySet()));
    }

    /**
     * {@return whether the rule is asked only beside evidence, such as the gateway's role or what apps used} Without it, that the
     * rule has no finding says nothing. False for an id that is no rule's.
     */
    public boolean needsEvidence(String id) {
        return evidence.contains(id);
    }

    /** {@return what the rule finds, in one sentence without a full stop; null when there is no such rule} */
    public @Nullable String findSentence(String id) {
        return sentences.get(id);
    }
}
