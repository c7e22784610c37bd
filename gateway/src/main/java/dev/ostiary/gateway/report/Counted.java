package dev.ostiary.gateway.report;

/** A number of things in words. */
public final class Counted {
    private Counted() {}

    /** {@code 1 app}, {@code 2 apps}. */
    public static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
