package dev.ostiary.policy.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ids of all rules, each with a sentence. Immutable; read once from the jar. */
public final class RuleBook {
    private static final String FILE = "rules.txt";

    private final SortedMap<String, String> sentences;

    private RuleBook(SortedMap<String, String> sentences) {
        this.sentences = sentences;
    }

    /** {@return the book that comes with this library} */
    public static RuleBook read() {
        try (InputStream in = RuleBook.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("`" + FILE + "` is missing in the jar");
            }
            SortedMap<String, String> sentences = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int space = line.indexOf(' ');
                sentences.put(line.substring(0, space), line.substring(space + 1));
            });
            return new RuleBook(sentences);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("`" + FILE + "` cannot be read", unreadable);
        }
    }

    /** {@return every id, in order} */
    public SortedSet<String> ids() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(sentences.keySet()));
    }

    /** {@return what the rule finds, in one sentence without a full stop; null when there is no such rule} */
    public @Nullable String findSentence(String id) {
        return sentences.get(id);
    }
}
