package dev.ostiary.policy.condition;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The base operators of IAM, without quantifier and IfExists. Names are matched with their exact case. */
public enum Comparison {
    STRING_EQUALS("StringEquals", Family.STRING),
    STRING_NOT_EQUALS("StringNotEquals", Family.STRING),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Family.STRING),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Family.STRING),
    STRING_LIKE("StringLike", Family.STRING),
    STRING_NOT_LIKE("StringNotLike", Family.STRING),
    NUMERIC_EQUALS("NumericEquals", Family.NUMERIC),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMERIC),
    NUMERIC_LESS_THAN("NumericLessThan", Family.NUMERIC),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMERIC),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMERIC),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Family.NUMERIC),
    DATE_EQUALS("DateEquals", Family.DATE),
    DATE_NOT_EQUALS("DateNotEquals", Family.DATE),
    DATE_LESS_THAN("DateLessThan", Family.DATE),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE),
    DATE_GREATER_THAN("DateGreaterThan", Family.DATE),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE),
    BOOL("Bool", Family.BOOL),
    BINARY_EQUALS("BinaryEquals", Family.BINARY),
    IP_ADDRESS("IpAddress", Family.IP),
    NOT_IP_ADDRESS("NotIpAddress", Family.IP),
    ARN_EQUALS("ArnEquals", Family.ARN),
    ARN_NOT_EQUALS("ArnNotEquals", Family.ARN),
    ARN_LIKE("ArnLike", Family.ARN),
    ARN_NOT_LIKE("ArnNotLike", Family.ARN),
    NULL("Null", Family.NULL);

    /** What the values are read as. */
    public enum Family {
        STRING,
        NUMERIC,
        DATE,
        BOOL,
        BINARY,
        IP,
        ARN,
        NULL;

        /** {@return whether policy variables are filled in; IAM does it for texts and ARNs only} */
        public boolean takesVariables() {
            return this == STRING || this == ARN;
        }
    }

    private static final Map<String, Comparison> BY_NAME = byName();

    private final String text;
    private final Family family;

    Comparison(String text, Family family) {
        this.text = text;
        this.family = family;
    }

    /** {@return the operator's name as IAM writes it} */
    public String text() {
        return text;
    }

    /** {@return what the values are read as} */
    public Family family() {
        return family;
    }

    /** {@return whether this is a negated operator, which holds when none of the values matches} */
    public boolean isNegated() {
        return text.contains("Not");
    }

    /** {@return whether {@code *} and {@code ?} are wildcards in the policy's values} */
    public boolean takesWildcards() {
        return family == Family.ARN || this == STRING_LIKE || this == STRING_NOT_LIKE;
    }

    static @Nullable Comparison find(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Comparison> byName() {
        Map<String, Comparison> names = new TreeMap<>();
        for (Comparison comparison : values()) {
            names.put(comparison.text, comparison);
        }
        return names;
    }
}
