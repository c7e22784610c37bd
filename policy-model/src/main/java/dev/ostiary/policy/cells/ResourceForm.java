package dev.ostiary.policy.cells;

/**
 * A resource pattern without variables.
 *
 * @param escapes whether <code>${*}</code> is a plain asterisk in it
 */
public record ResourceForm(String text, boolean escapes) {}
