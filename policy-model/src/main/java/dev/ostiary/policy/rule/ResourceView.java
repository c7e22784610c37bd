package dev.ostiary.policy.rule;

import dev.ostiary.policy.pattern.ArnFields;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PatternEntry;
import java.util.List;

/** A Resource entry, taken apart. Missing fields are empty texts. */
public record ResourceView(PatternEntry entry, List<String> fields) {
    private static final int FIELDS = 6;

    static ResourceView of(PatternEntry entry, boolean variables) {
        return new ResourceView(entry, ArnFields.split(entry.text(), variables));
    }

    public String text() {
        return entry.text();
    }

    public boolean isStar() {
        return text().equals("*");
    }

    public boolean isComplete() {
        return fields.size() == FIELDS;
    }

    public boolean isBedrock() {
        return service().equals("bedrock");
    }

    public String partition() {
        return field(1);
    }

    public String service() {
        return field(2);
    }

    public String region() {
        return field(3);
    }

    public String account() {
        return field(4);
    }

    public String tail() {
        return field(5);
    }

    /** {@return what stands before the first slash of field 6} */
    public String head() {
        int slash = tail().indexOf('/');
        return slash < 0 ? tail() : tail().substring(0, slash);
    }

    /** {@return what stands behind the first slash of field 6} */
    public String rest() {
        int slash = tail().indexOf('/');
        return slash < 0 ? "" : tail().substring(slash + 1);
    }

    public boolean isFoundationModel() {
        return isComplete() && isBedrock() && head().equals("foundation-model");
    }

    public boolean isSystemProfile() {
        return isComplete() && isBedrock() && head().equals("inference-profile");
    }

    /** {@return whether the text names one thing: no wildcard, no variable} */
    public static boolean isLiteral(String text) {
        return !Glob.hasWildcard(text) && !text.contains("${");
    }

    /** {@return whether the text is nothing but wildcards (colons between them do not narrow it)} */
    public static boolean isEverything(String text) {
        return text.indexOf('*') >= 0 && text.chars().allMatch(c -> c == '*' || c == ':');
    }

    private String field(int index) {
        return index < fields.size() ? fields.get(index) : "";
    }
}
