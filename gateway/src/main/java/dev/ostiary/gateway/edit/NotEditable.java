package dev.ostiary.gateway.edit;

/** An edit that cannot be made, and what to do instead. The command line tells it, exit 2; nothing has been written. */
public final class NotEditable extends RuntimeException {
    private final String fix;

    NotEditable(String message, String fix) {
        super(message, null, false, false);
        this.fix = fix;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public String fix() {
        return fix;
    }
}
