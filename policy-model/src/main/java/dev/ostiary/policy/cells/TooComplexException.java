package dev.ostiary.policy.cells;

/** A comparison needs more steps than it may take; becomes {@code ComparisonResult.Unknown} at the door of {@code compare}. */
public final class TooComplexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooComplexException(String what) {
        super(what);
    }

    public String reason() {
        return "too complex to compare: " + getMessage();
    }
}
