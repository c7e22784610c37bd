package dev.ostiary.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.reference.NeighbourPolicies;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeighbourComparisonTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);
    private static final int PAIRS = 500;
    private static final int REQUESTS = 200;

    @Test
    void aPassOfNeighboursHasNoWitnessAndMostGetADefiniteAnswer() {
        System.out.println("neighbours seed " + SEED);
        NeighbourPolicies random = new NeighbourPolicies(SEED);
        AccessComparer comparer = new AccessComparer();

        int passed = 0;
        int unknown = 0;
        for (int i = 0; i < PAIRS; i++) {
            NeighbourPolicies.Pair pair = random.pair();
            switch (comparer.grantsNoMore(List.of(pair.existing()), List.of(pair.changed()))) {
                case ComparisonResult.Pass ignored -> {
                    passed++;
                    grantsNothingNew(pair, random);
                }
                case ComparisonResult.Fail fail ->
                    assertThat(isNew(pair, fail.witness())).as(text(pair)).isTrue();
                case ComparisonResult.Unknown ignored -> unknown++;
            }
        }
        assertThat(passed).isGreaterThan(PAIRS / 3);
        assertThat(unknown).isLessThan(PAIRS / 5);
    }

    private static void grantsNothingNew(NeighbourPolicies.Pair pair, NeighbourPolicies random) {
        PolicySet before = set(pair.existing());
        PolicySet after = set(pair.changed());
        Set<String> asSets = keysComparedAsSets(pair);
        for (int k = 0; k < REQUESTS; k++) {
            AuthorizationPart single = random.request();
            for (AuthorizationPart part : List.of(single, withSets(single, asSets))) {
                assertThat(after.decide(part).isAllowed()
                                && !before.decide(part).isAllowed())
                        .as("%s %s", text(pair), part)
                        .isFalse();
            }
        }
    }

    private static boolean isNew(NeighbourPolicies.Pair pair, AuthorizationPart part) {
        return set(pair.changed()).decide(part).isAllowed()
                && !set(pair.existing()).decide(part).isAllowed();
    }

    private static Set<String> keysComparedAsSets(NeighbourPolicies.Pair pair) {
        return Stream.of(pair.existing(), pair.changed())
                .flatMap(document -> document.statements().stream())
                .flatMap(statement -> statement.conditions().stream())
                .filter(block -> isQuantified(block.operator()))
                .flatMap(block -> block.keys().stream())
                .map(key -> AsciiCase.lower(key.key()))
                .collect(Collectors.toSet());
    }

    private static boolean isQuantified(String operator) {
        Operator parsed = Operator.parse(operator);
        return parsed != null && parsed.quantifier() != Quantifier.NONE;
    }

    private static AuthorizationPart withSets(AuthorizationPart part, Set<String> keys) {
        RequestContext context = part.context();
        for (String key : keys) {
            if (context.findLower(key) instanceof ContextValue.Single single) {
                context = context.without(key).withAll(key, List.of(single.text(), ""));
            }
        }
        return new AuthorizationPart(part.action(), part.resource(), context);
    }

    private static PolicySet set(PolicyDocument document) {
        return PolicySet.ofIdentity(List.of(new NamedPolicy("p", document)));
    }

    private static String text(NeighbourPolicies.Pair pair) {
        return "seed %s: %s then %s"
                .formatted(SEED, PolicyWriter.writeCompact(pair.existing()), PolicyWriter.writeCompact(pair.changed()));
    }
}
