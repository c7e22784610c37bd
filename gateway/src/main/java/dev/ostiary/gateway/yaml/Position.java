package dev.ostiary.gateway.yaml;

/** A place in a text; both count from 1. {@link #NONE} stands for the file as a whole. */
public record Position(int line, int column) {
    public static final Position NONE = new Position(0, 0);
    public static final Position START = new Position(1, 1);
}
