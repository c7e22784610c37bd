package dev.ostiary.policy.rule;

/** How bad a finding is, worst first. */
public enum Severity {
    /** Invalid, or can never work: such a document is not loaded. */
    ERROR("error"),
    /** Grants more than it seems: fails lint unless waived, and can be made to block loading. */
    SECURITY("security"),
    /** Probably not what was meant. */
    WARNING("warning"),
    /** Could be written better. */
    SUGGESTION("suggestion");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /** {@return the word for reports} */
    public String text() {
        return text;
    }
}
