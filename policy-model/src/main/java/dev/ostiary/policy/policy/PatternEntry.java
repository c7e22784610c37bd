package dev.ostiary.policy.policy;

/** One entry of an Action, NotAction, Resource or NotResource list, as written. */
public record PatternEntry(String text, Position position) {}
