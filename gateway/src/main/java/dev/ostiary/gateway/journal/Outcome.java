package dev.ostiary.gateway.journal;

import java.util.Locale;

/** How an exchange ended; the label {@code outcome}. */
public enum Outcome {
    SUCCESS,
    DENIED,
    LIMITED,
    INVALID,
    UPSTREAM_ERROR,
    UPSTREAM_UNAVAILABLE,
    CLIENT_GONE,
    ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }
}
