package dev.ostiary.policy.policy;

/** What an applying statement does. */
public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** {@return the word as IAM writes it, case included} */
    public String text() {
        return text;
    }
}
