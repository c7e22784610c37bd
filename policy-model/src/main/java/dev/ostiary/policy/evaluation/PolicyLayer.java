package dev.ostiary.policy.evaluation;

/** The layers of policies, in the order in which a refusal names them. */
public enum PolicyLayer {
    ORGANIZATION("service control policy", "a service control policy"),
    PERMISSIONS_BOUNDARY("permissions boundary", "a permissions boundary"),
    SESSION("session policy", "a session policy"),
    IDENTITY("identity-based policy", "an identity-based policy");

    private final String text;
    private final String textWithArticle;

    PolicyLayer(String text, String textWithArticle) {
        this.text = text;
        this.textWithArticle = textWithArticle;
    }

    /** {@return AWS's own word for the layer, as in "no identity-based policy allows"} */
    public String text() {
        return text;
    }

    /** {@return AWS's own word with its article, as in "with an explicit deny in an identity-based policy"} */
    public String textWithArticle() {
        return textWithArticle;
    }
}
