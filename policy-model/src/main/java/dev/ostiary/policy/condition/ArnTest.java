package dev.ostiary.policy.condition;

import dev.ostiary.policy.pattern.ArnFields;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.pattern.VariableSource;
import java.util.List;

/**
 * ArnEquals and ArnLike, which are the same: six fields, each compared by glob inside its own field. A value of fewer
 * than six fields matches nothing, on either side.
 */
final class ArnTest {
    private static final int FIELDS = 6;

    private ArnTest() {}

    static ValueTest compile(String text, boolean variables) {
        List<String> fields = ArnFields.split(text, variables);
        if (fields.size() < FIELDS) {
            Template whole = Template.parse(text, variables);
            return whole.hasVariables() ? (value, source) -> matchesWhole(whole, value, source) : ValueTest.NEVER;
        }
        List<Template> templates =
                fields.stream().map(field -> Template.parse(field, variables)).toList();
        return (value, source) -> matchesFields(templates, value, source);
    }

    private static boolean matchesFields(List<Template> templates, String value, VariableSource source) {
        List<String> fields = ArnFields.split(value, false);
        if (fields.size() < FIELDS) {
            return false;
        }
        for (int i = 0; i < FIELDS; i++) {
            Glob glob = templates.get(i).glob(source);
            if (glob == null || !glob.matches(fields.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A value such as <code>${aws:PrincipalArn}</code>: the variable brings all six fields, none of them a pattern. */
    private static boolean matchesWhole(Template whole, String value, VariableSource source) {
        String text = whole.text(source);
        return text != null
                && !Glob.hasWildcard(text)
                && text.equals(value)
                && ArnFields.split(value, false).size() == FIELDS;
    }
}
