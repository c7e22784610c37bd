package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.Variant;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.List;

/** A statement with what its document says about variables. */
record Side(Statement statement, boolean variables) {
    static List<Side> of(List<PolicyDocument> documents, Effect effect) {
        return documents.stream()
                .flatMap(document -> document.statements().stream()
                        .filter(statement -> statement.effect() == effect)
                        .map(statement -> new Side(statement, document.hasVariables())))
                .toList();
    }

    /** {@return whether this statement applies only where the other one of the same effect does, as far as the texts say} */
    boolean isNarrowerThan(Side wide) {
        return variables == wide.variables && Fingerprint.of(statement).isNarrowerThan(Fingerprint.of(wide.statement));
    }

    List<String> resources() {
        return statement.resources() == null
                ? List.of("*")
                : statement.resources().texts();
    }

    boolean isNotResource() {
        return statement.resources() != null && statement.resources().negated();
    }

    boolean hasResourceVariables() {
        return resources().stream().anyMatch(text -> Variant.hasVariables(text, variables));
    }

    /** {@return whether a variable decides what this condition compares with} */
    boolean isOpaque(String operator, KeyCondition condition) {
        Operator parsed = Operator.parse(operator);
        Comparison.Family family =
                parsed == null ? Comparison.Family.NULL : parsed.comparison().family();
        return family.takesVariables()
                && condition.values().stream().anyMatch(value -> Variant.hasVariables(value.text(), variables));
    }
}
