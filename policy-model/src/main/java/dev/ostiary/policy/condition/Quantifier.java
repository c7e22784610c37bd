package dev.ostiary.policy.condition;

/** How the values of a multivalued key are taken together. */
public enum Quantifier {
    NONE(""),
    FOR_ALL_VALUES("ForAllValues:"),
    FOR_ANY_VALUE("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
        this.prefix = prefix;
    }

    /** {@return what stands before the operator's name, colon included} */
    public String prefix() {
        return prefix;
    }
}
