package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The Deny statements that every app has; {@code dropped} counts the others. */
record SharedDenies(List<Statement> shared, int dropped) {
    static SharedDenies of(List<List<PolicyDocument>> apps, Predicate<String> enforceable) {
        List<Set<String>> texts = apps.stream()
                .map(app -> RolePolicy.statements(app, Effect.DENY).stream()
                        .map(StatementMerger::text)
                        .collect(Collectors.toSet()))
                .toList();
        Map<String, Statement> denies = new LinkedHashMap<>();
        apps.forEach(app -> RolePolicy.statements(app, Effect.DENY)
                .forEach(deny -> denies.putIfAbsent(StatementMerger.text(deny), deny)));
        List<Statement> shared = new ArrayList<>();
        denies.forEach((text, deny) -> {
            boolean everywhere = texts.stream().allMatch(app -> app.contains(text));
            boolean checkable = deny.conditions().stream()
                    .flatMap(block -> block.keys().stream())
                    .map(KeyCondition::key)
                    .allMatch(enforceable);
            if (everywhere && checkable) {
                shared.add(deny);
            }
        });
        return new SharedDenies(shared, denies.size() - shared.size());
    }
}
