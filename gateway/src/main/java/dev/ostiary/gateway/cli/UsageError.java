package dev.ostiary.gateway.cli;

/** The command line cannot be understood, or the command cannot do its work: exit 2. Caught by {@link Cli} only. */
final class UsageError extends RuntimeException {
    private final String fix;

    UsageError(String message, String fix) {
        super(message, null, false, false);
        this.fix = fix;
    }

    String text() {
        return fix.isEmpty() ? String.valueOf(getMessage()) : getMessage() + " (" + fix + ")";
    }
}
