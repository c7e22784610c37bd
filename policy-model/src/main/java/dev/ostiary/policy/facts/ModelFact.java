package dev.ostiary.policy.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A foundation model of the catalogue; {@code endOfLife} is null when no date is announced. */
public record ModelFact(String id, boolean legacy, @Nullable LocalDate endOfLife) {}
