package dev.ostiary.policy.condition;

import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operator with one key, ready to be asked (R-COND, R-COND-SET, R-COND-MULTI). Where IAM's behaviour has two
 * readings, the answer is the one that grants less: an Allow's condition fails, a Deny's holds. Immutable.
 */
public final class CompiledCondition {
    private final @Nullable Operator operator;
    private final String operatorText;
    private final KeyCondition written;
    private final String lowerCaseKey;
    private final ValueTest[] tests;
    private final boolean doubtful;
    private final boolean variables;

    private CompiledCondition(String operatorText, KeyCondition written, Effect effect, boolean variables) {
        this.operatorText = operatorText;
        Operator parsed = Operator.parse(operatorText);
        boolean valid = parsed != null && !(parsed.comparison() == Comparison.NULL && parsed.ifExists());
        this.operator = valid ? parsed : null;
        this.written = written;
        this.lowerCaseKey = AsciiCase.lower(written.key());
        this.doubtful = effect == Effect.DENY;
        this.variables = variables;
        this.tests = operator == null ? new ValueTest[0] : compile(operator.comparison(), written.values(), variables);
    }

    /**
     * {@return the condition of this operator and key} An operator that IAM does not know is never skipped: its Allow
     * does not apply and its Deny does.
     *
     * @param effect of the statement, which decides the safe side
     * @param variables whether the document knows policy variables
     */
    public static CompiledCondition compile(String operator, KeyCondition written, Effect effect, boolean variables) {
        return new CompiledCondition(operator, written, effect, variables);
    }

    private static ValueTest[] compile(Comparison comparison, List<ConditionValue> values, boolean variables) {
        return values.stream()
                .map(value -> ValueTest.compile(comparison, value.text(), variables))
                .toArray(ValueTest[]::new);
    }

    /** {@return the operator as written} */
    public String operator() {
        return operatorText;
    }

    /** {@return the key and values as written} */
    public KeyCondition written() {
        return written;
    }

    /** {@return whether the condition holds for this request} */
    public boolean holds(RequestContext context) {
        if (operator == null) {
            return doubtful;
        }
        ContextValue value = context.findLower(lowerCaseKey);
        return switch (operator.quantifier()) {
            case NONE -> operator.comparison() == Comparison.NULL ? holdsNull(value) : holdsPlain(value, context);
            case FOR_ALL_VALUES -> operator.comparison() == Comparison.NULL || holdsForAll(value, context);
            case FOR_ANY_VALUE -> operator.comparison() != Comparison.NULL && holdsForAny(value, context);
        };
    }

    /** {@return what the condition saw and said, for explanations} */
    public ConditionTrace trace(RequestContext context) {
        ContextValue value = context.findLower(lowerCaseKey);
        boolean substitutes =
                variables && operator != null && operator.comparison().family().takesVariables();
        List<String> wanted = written.values().stream()
                .map(each -> substitutes ? resolved(each.text(), context) : each.text())
                .toList();
        return new ConditionTrace(
                operatorText,
                written.key(),
                value == null ? List.of() : value.all(),
                wanted,
                value == null,
                holds(context));
    }

    private static String resolved(String text, RequestContext context) {
        String resolved = Template.parse(text, true).text(context);
        return resolved == null ? text : resolved;
    }

    private boolean holdsNull(@Nullable ContextValue value) {
        boolean absent = value == null
                || (value instanceof ContextValue.Multiple list && list.texts().isEmpty());
        for (ConditionValue wanted : written.values()) {
            Boolean wantsAbsent = BoolText.parse(wanted.text());
            if (wantsAbsent != null && wantsAbsent == absent) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsPlain(@Nullable ContextValue value, RequestContext context) {
        return switch (value) {
            case null -> negated() || ifExists();
            case ContextValue.Single single -> holdsFor(single.text(), context);
            case ContextValue.Multiple ignored -> false;
        };
    }

    private boolean holdsForAll(@Nullable ContextValue value, RequestContext context) {
        if (value == null || isNullSet(value)) {
            return true;
        }
        if (tests.length == 0) {
            // documented: an empty policy list matches only a missing key; logic says a negated operator always holds
            return negated() && doubtful;
        }
        if (value instanceof ContextValue.Multiple list) {
            for (String text : list.texts()) {
                if (!holdsFor(text, context)) {
                    return false;
                }
            }
            return true;
        }
        return value instanceof ContextValue.Single single && holdsFor(single.text(), context);
    }

    private boolean holdsForAny(@Nullable ContextValue value, RequestContext context) {
        if (value == null || (tests.length == 0 && !(negated() && doubtful))) {
            return false;
        }
        if (value instanceof ContextValue.Multiple list) {
            for (String text : list.texts()) {
                if (holdsFor(text, context)) {
                    return true;
                }
            }
            return false;
        }
        return value instanceof ContextValue.Single single && holdsFor(single.text(), context);
    }

    private static boolean isNullSet(ContextValue value) {
        return switch (value) {
            case ContextValue.Single single -> single.text().isEmpty();
            case ContextValue.Multiple list -> list.texts().stream().allMatch(String::isEmpty);
        };
    }

    private boolean holdsFor(String value, RequestContext context) {
        for (ValueTest test : tests) {
            if (test.matches(value, context)) {
                return !negated();
            }
        }
        return negated();
    }

    private boolean negated() {
        return operator != null && operator.comparison().isNegated();
    }

    private boolean ifExists() {
        return operator != null && operator.ifExists();
    }
}
