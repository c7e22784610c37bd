package dev.ostiary.policy.facts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A foundation model of the catalogue.
 *
 * @param legacy whether its provider calls it legacy
 * @param endOfLife the first day on which it no longer answers; null when no date is announced
 * @param regions where it is offered; empty when unknown
 */
public record ModelFact(String id, boolean legacy, @Nullable LocalDate endOfLife, Set<String> regions) {
    public ModelFact {
        regions = Set.copyOf(regions);
    }

    /** Makes a model of which nobody knows where it is offered. */
    public ModelFact(String id, boolean legacy, @Nullable LocalDate endOfLife) {
        this(id, legacy, endOfLife, Set.of());
    }
}
