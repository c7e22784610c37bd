package dev.ostiary.policy.compare;

/**
 * A resource pattern without variables.
 *
 * @param escapes whether <code>${*}</code> is a plain asterisk in it
 */
record ResourceForm(String text, boolean escapes) {}
