package dev.ostiary.policy.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a statement is called: its index in the document (from 0), its Sid when it has one, its place.
 */
public record StatementLabel(int index, @Nullable String sid, Position position) {}
