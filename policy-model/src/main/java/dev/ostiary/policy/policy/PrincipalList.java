package dev.ostiary.policy.policy;

import java.util.List;

/** The principals of a statement; {@code negated} for NotPrincipal. */
public record PrincipalList(boolean negated, List<PrincipalEntry> entries) {
    public PrincipalList {
        entries = List.copyOf(entries);
    }
}
