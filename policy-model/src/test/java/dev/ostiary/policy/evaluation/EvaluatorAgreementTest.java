package dev.ostiary.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.reference.RandomPolicies;
import dev.ostiary.policy.reference.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The production evaluator against the slow one of the specification. {@code -Dostiary.comparisons=1000000} asks for
 * more, {@code -Dostiary.seed} repeats a run.
 */
class EvaluatorAgreementTest {
    private static final int COMPARISONS = Integer.getInteger("ostiary.comparisons", 100_000);
    private static final long SEED = Long.getLong("ostiary.seed", 1);
    private static final int REQUESTS_PER_SET = 20;

    @Test
    void agreesWithTheReferenceEvaluator() {
        System.out.println("evaluator agreement seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        int allowed = 0;
        for (int i = 0; i < COMPARISONS / REQUESTS_PER_SET; i++) {
            PolicyLayers layers = random.layers();
            PolicySet set = PolicySet.compile(layers);
            for (int k = 0; k < REQUESTS_PER_SET; k++) {
                AuthorizationPart part = random.part();
                String expected = ReferenceEvaluator.decide(layers, part);
                String actual = word(set.decide(part));
                assertThat(actual)
                        // the description is built for a failure only: writing the documents takes longer than asking
                        .as(() -> "seed " + SEED + ": " + part + " asked of " + texts(layers))
                        .isEqualTo(expected);
                allowed += expected.equals("Allow") ? 1 : 0;
            }
        }
        assertThat(allowed).as("requests that were allowed").isGreaterThan(COMPARISONS / 100);
    }

    @Test
    void addingADenyNeverGrantsAndAddingAnAllowNeverDenies() {
        System.out.println("monotonicity seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < COMPARISONS / 5; i++) {
            List<NamedPolicy> before = random.policies(3);
            NamedPolicy added = new NamedPolicy("added", random.document());
            List<NamedPolicy> after = new ArrayList<>(before);
            after.add(added);
            boolean onlyDenies = added.document().statements().stream().allMatch(each -> each.effect() == Effect.DENY);
            boolean onlyAllows = added.document().statements().stream().allMatch(each -> each.effect() == Effect.ALLOW);
            AuthorizationPart part = random.part();
            boolean allowedBefore = PolicySet.ofIdentity(before).decide(part).isAllowed();
            boolean allowedAfter = PolicySet.ofIdentity(after).decide(part).isAllowed();

            assertThat(onlyDenies && allowedAfter && !allowedBefore)
                    .as("seed %s: a deny granted %s", SEED, part)
                    .isFalse();
            assertThat(onlyAllows && allowedBefore && !allowedAfter)
                    .as("seed %s: an allow denied %s", SEED, part)
                    .isFalse();
        }
    }

    @Test
    void theOrderOfStatementsDoesNotMatter() {
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < COMPARISONS / 5; i++) {
            PolicyDocument document = random.document();
            PolicyDocument reversed = new PolicyDocument(
                    document.version(), null, document.statements().reversed(), false);
            AuthorizationPart part = random.part();

            assertThat(word(decide(reversed, part)))
                    .as("seed %s: %s", SEED, part)
                    .isEqualTo(word(decide(document, part)));
        }
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < COMPARISONS / 20; i++) {
            String once = PolicyWriter.write(random.document());
            PolicyReading reading = PolicyReader.readStored(once, PolicyKind.IDENTITY);

            assertThat(reading)
                    .as("seed %s: %s", SEED, once)
                    .isInstanceOfSatisfying(
                            PolicyReading.Accepted.class,
                            accepted -> assertThat(PolicyWriter.write(accepted.document()))
                                    .isEqualTo(once));
        }
    }

    private static Decision decide(PolicyDocument document, AuthorizationPart part) {
        return PolicySet.ofIdentity(List.of(new NamedPolicy("p", document))).decide(part);
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed ignored -> "Allow";
            case Decision.Denied denied -> denied.explicit() ? "ExplicitDeny" : "ImplicitDeny";
        };
    }

    private static List<String> texts(PolicyLayers layers) {
        List<NamedPolicy> all = new ArrayList<>(layers.identity());
        if (layers.boundary() != null) {
            all.addAll(layers.boundary());
        }
        if (layers.session() != null) {
            all.addAll(layers.session());
        }
        layers.organizationLevels().forEach(all::addAll);
        return all.stream()
                .map(policy -> PolicyWriter.writeCompact(policy.document()))
                .toList();
    }
}
