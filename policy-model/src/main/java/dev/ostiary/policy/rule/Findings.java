package dev.ostiary.policy.rule;

import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings. Mutable; used by one run in one thread. */
public final class Findings {
    private final List<Finding> found = new ArrayList<>();

    public void add(String rule, Severity severity, @Nullable Statement statement, Position position, String message) {
        addWithFix(rule, severity, statement, position, message, (Fix) null);
    }

    public void addWithFix(
            String rule,
            Severity severity,
            @Nullable Statement statement,
            Position position,
            String message,
            @Nullable String advice) {
        Fix fix = advice == null ? null : new Fix.Advice(advice);
        addWithFix(rule, severity, statement, position, message, fix);
    }

    public void addWithFix(
            String rule,
            Severity severity,
            @Nullable Statement statement,
            Position position,
            String message,
            @Nullable Fix fix) {
        int index = statement == null ? -1 : statement.label().index();
        Finding finding = new Finding(rule, severity, message, position, index, fix);
        if (!found.contains(finding)) {
            found.add(finding);
        }
    }

    public List<Finding> sorted() {
        return found.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(each -> each.position().line())
                        .thenComparing(each -> each.position().column())
                        .thenComparing(Finding::rule))
                .toList();
    }
}
