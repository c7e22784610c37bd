package dev.ostiary.gateway.offering;

/** How far from its source Region a call may be served; prices differ by it. */
public enum Scope {
    REGIONAL("regional"),
    GEO("geo"),
    GLOBAL("global");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /** The text in metrics and the access log. */
    public String label() {
        return label;
    }
}
