package dev.ostiary.policy.policy;

/**
 * Where an element stands in its text, so that every finding can point at it.
 *
 * @param pointer JSON Pointer (RFC 6901) of the element, empty for the whole document
 * @param line line, counted from 1
 * @param column column in UTF-16 units, counted from 1
 */
public record Position(String pointer, int line, int column) {
    /** The place of elements that were made by a program and never stood in a text. */
    public static final Position NONE = new Position("", 1, 1);
}
