package dev.ostiary.policy.compare;

/** A comparison needs more steps than it may take; becomes {@link ComparisonResult.Unknown} at the room's door. */
final class TooComplexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooComplexException(String what) {
        super(what);
    }

    String reason() {
        return "too complex to compare: " + getMessage();
    }
}
