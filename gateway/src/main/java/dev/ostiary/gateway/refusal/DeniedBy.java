package dev.ostiary.gateway.refusal;

/** Who said no: the value of {@code x-ostiary-denied-by} for the gateway's own refusals, and the metric label {@code layer}. */
public enum DeniedBy {
    TOKEN("token"),
    IDENTITY("identity"),
    POLICY("policy"),
    PERMISSIONS_BOUNDARY("permissions-boundary"),
    ORGANIZATION_POLICY("organization-policy"),
    LIMIT("limit"),
    BUDGET("budget"),
    REQUEST("request"),
    UPSTREAM("upstream"),
    GATEWAY("gateway");

    private final String label;

    DeniedBy(String label) {
        this.label = label;
    }

    /** The text on the wire and in metrics. */
    public String label() {
        return label;
    }
}
