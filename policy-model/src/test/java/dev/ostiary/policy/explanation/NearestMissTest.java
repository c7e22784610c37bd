package dev.ostiary.policy.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.evaluation.StatementReference;
import dev.ostiary.policy.evaluation.StatementTrace;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.reference.RandomPolicies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search that skips what cannot be nearest, against one that looks at everything. */
class NearestMissTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);

    private record Miss(StatementReference statement, String place, int distance) {}

    @Test
    void theSearchFindsWhatLookingAtEverythingFinds() {
        System.out.println("nearest miss seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        int found = 0;
        for (int i = 0; i < 400; i++) {
            List<NamedPolicy> policies = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
                policies.addAll(random.policies(2));
            }
            PolicySet set = PolicySet.ofIdentity(policies);
            for (int k = 0; k < 20; k++) {
                AuthorizationPart part = random.part();
                Decision decision = set.decide(part);
                Miss expected = decision instanceof Decision.Denied denied && !denied.explicit()
                        ? plain(set.trace(part), part)
                        : null;
                NearestMiss actual = NearestMissFinder.find(set, decision);

                assertThat(actual == null ? null : actual.statement())
                        .as("seed %s: %s", SEED, part)
                        .isEqualTo(expected == null ? null : expected.statement());
                assertThat(actual == null ? null : actual.place())
                        .as("seed %s: %s", SEED, part)
                        .isEqualTo(expected == null ? null : expected.place());
                found += actual == null ? 0 : 1;
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    private static @Nullable Miss plain(List<StatementTrace> traces, AuthorizationPart part) {
        return traces.stream()
                .filter(trace -> trace.effect() == Effect.ALLOW)
                .map(trace -> miss(trace, part))
                .filter(miss -> miss != null)
                .min(Comparator.comparingInt(Miss::distance))
                .orElse(null);
    }

    private static @Nullable Miss miss(StatementTrace trace, AuthorizationPart part) {
        boolean action = trace.actionMatches();
        boolean resource = trace.resourceMatches();
        int conditions = trace.failingConditions();
        int failed = (action ? 0 : 1) + (resource ? 0 : 1) + conditions;
        PatternList resources = trace.written().resources();
        if (failed != 1 || resources == null) {
            return null;
        }
        if (action && resource) {
            return new Miss(trace.reference(), "condition", 12);
        }
        PatternList patterns = action ? resources : trace.written().actions();
        String actual = action ? part.resource() : part.action();
        return new Miss(trace.reference(), action ? "resource" : "action", distance(trace, patterns, actual, part));
    }

    private static int distance(StatementTrace trace, PatternList patterns, String actual, AuthorizationPart part) {
        return patterns.negated()
                ? actual.length()
                : patterns.texts().stream()
                        .map(text -> {
                            String filled =
                                    Template.parse(text, trace.hasVariables()).text(part.context());
                            return filled == null ? text : filled;
                        })
                        .mapToInt(text -> TextDifference.distance(actual, text))
                        .min()
                        .orElse(Integer.MAX_VALUE);
    }
}
