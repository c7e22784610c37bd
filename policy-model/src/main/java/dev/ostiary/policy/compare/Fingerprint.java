package dev.ostiary.policy.compare;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement's parts as texts, to see without reasoning about patterns that it applies wherever another one does.
 *
 * @param resources null for a statement of a trust policy
 */
record Fingerprint(Names actions, @Nullable Names resources, Set<Asked> conditions) {
    /** A list of patterns. */
    record Names(boolean negated, Set<String> texts) {
        boolean isNarrowerThan(Names wide) {
            return negated == wide.negated && (negated ? texts.containsAll(wide.texts) : wide.texts.containsAll(texts));
        }
    }

    /** One condition. */
    record Asked(String operator, String lowerCaseKey, Set<String> values) {}

    static Fingerprint of(Statement statement) {
        Set<Asked> conditions = new HashSet<>();
        for (OperatorBlock block : statement.conditions()) {
            for (KeyCondition key : block.keys()) {
                Set<String> values =
                        key.values().stream().map(ConditionValue::text).collect(Collectors.toSet());
                conditions.add(new Asked(block.operator(), AsciiCase.lower(key.key()), values));
            }
        }
        PatternList resources = statement.resources();
        List<String> actions =
                statement.actions().texts().stream().map(AsciiCase::lower).toList();
        return new Fingerprint(
                new Names(statement.actions().negated(), Set.copyOf(actions)),
                resources == null ? null : new Names(resources.negated(), Set.copyOf(resources.texts())),
                conditions);
    }

    /** {@return whether this statement applies only where the wide one does, as far as the texts say} */
    boolean isNarrowerThan(Fingerprint wide) {
        return resources != null
                && wide.resources != null
                && actions.isNarrowerThan(wide.actions)
                && resources.isNarrowerThan(wide.resources)
                && conditions.containsAll(wide.conditions);
    }
}
