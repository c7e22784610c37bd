package dev.ostiary.policy.policy;

import java.util.List;

/**
 * The entries of Action or NotAction, Resource or NotResource.
 *
 * @param negated true for the Not form
 * @param single true when a bare string was written instead of a list
 * @param entries the entries in the order written
 */
public record PatternList(boolean negated, boolean single, List<PatternEntry> entries) {
    public PatternList {
        entries = List.copyOf(entries);
    }

    /** {@return a positive list of these texts, for documents made by a program} */
    public static PatternList of(List<String> texts) {
        return new PatternList(
                false,
                texts.size() == 1,
                texts.stream()
                        .map(text -> new PatternEntry(text, Position.NONE))
                        .toList());
    }

    /** {@return the entries' texts in the order written} */
    public List<String> texts() {
        return entries.stream().map(PatternEntry::text).toList();
    }
}
