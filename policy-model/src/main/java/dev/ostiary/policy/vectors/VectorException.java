package dev.ostiary.policy.vectors;

/** A vector that cannot be answered; the message says why. */
final class VectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    VectorException(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
