package dev.ostiary.gateway.terminal;

/** The command line cannot be understood, or the command cannot do its work: exit 2. Caught by {@code Cli} only. */
public final class UsageError extends RuntimeException {
    private final String fix;

    public UsageError(String message, String fix) {
        super(message, null, false, false);
        this.fix = fix;
    }

    public String text() {
        return fix.isEmpty() ? String.valueOf(getMessage()) : getMessage() + " (" + fix + ")";
    }
}
