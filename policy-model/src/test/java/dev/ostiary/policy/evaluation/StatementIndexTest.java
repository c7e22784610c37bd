package dev.ostiary.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.reference.RandomPolicies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementIndexTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);

    @Test
    void theIndexChangesNoAnswer() {
        System.out.println("statement index seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < 200; i++) {
            List<NamedPolicy> policies = new ArrayList<>();
            for (int k = 0; k < 40; k++) {
                policies.addAll(random.policies(2));
            }
            PolicySet set = PolicySet.compile(
                    new PolicyLayers(policies, random.policies(2), List.of(random.policies(2), policies), null));
            for (int k = 0; k < 100; k++) {
                AuthorizationPart part = random.part();
                Tally plain = new Tally(part);
                set.statements().forEach(plain::ask);
                Decision.Denied expected = set.verdict(part, plain);

                assertThat(set.decide(part))
                        .as("seed %s: %s", SEED, part)
                        .isEqualTo(expected == null ? Decision.Allowed.INSTANCE : expected);
            }
        }
    }
}
