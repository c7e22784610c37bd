package dev.ostiary.policy.review;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What all apps together may need of one role: their Allow statements, without the conditions that AWS cannot check. Their
 * Deny statements are left out, since the Deny of one app must not hit another.
 *
 * @param keys the condition keys that are left, in ASCII lower case
 */
record AppsAccess(List<PolicyDocument> needed, Set<String> keys) {
    /** @param more what is needed beside what apps may do */
    static AppsAccess of(List<RoleApp> apps, Predicate<String> enforceable, PolicyDocument more) {
        List<PolicyDocument> needed = new ArrayList<>(List.of(more));
        Set<String> keys = new TreeSet<>();
        for (RoleApp app : apps) {
            for (NamedPolicy policy : app.layers().identity()) {
                List<Statement> allows = policy.document().statements().stream()
                        .filter(statement -> statement.effect() == Effect.ALLOW)
                        .map(statement -> keep(statement, enforceable))
                        .toList();
                allows.stream()
                        .flatMap(statement -> statement.conditions().stream())
                        .flatMap(block -> block.keys().stream())
                        .forEach(key -> keys.add(AsciiCase.lower(key.key())));
                needed.add(document(policy.document(), allows));
            }
        }
        return new AppsAccess(needed, keys);
    }

    /** {@return what the apps would need if they had no condition on this key} */
    List<PolicyDocument> without(String lowerCaseKey) {
        return needed.stream()
                .map(document -> document(
                        document,
                        document.statements().stream()
                                .map(statement -> keep(
                                        statement, key -> !AsciiCase.lower(key).equals(lowerCaseKey)))
                                .toList()))
                .toList();
    }

    static PolicyDocument document(PolicyDocument like, List<Statement> statements) {
        return new PolicyDocument(like.version(), null, statements, false);
    }

    static Statement keep(Statement statement, Predicate<String> wanted) {
        List<OperatorBlock> blocks = new ArrayList<>();
        for (OperatorBlock block : statement.conditions()) {
            List<KeyCondition> keys =
                    block.keys().stream().filter(key -> wanted.test(key.key())).toList();
            if (!keys.isEmpty()) {
                blocks.add(new OperatorBlock(block.operator(), keys, block.position()));
            }
        }
        return new Statement(
                statement.label(), statement.effect(), null, statement.actions(), statement.resources(), blocks);
    }
}
