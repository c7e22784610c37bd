package dev.ostiary.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.reference.RandomPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AccessComparerTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);
    private static final AccessComparer COMPARER = new AccessComparer();

    @Test
    void aPassHasNoWitnessAmongRandomRequests() {
        System.out.println("comparison seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        int passed = 0;
        int failed = 0;
        int requests = 0;
        for (int i = 0; i < 500; i++) {
            PolicyDocument before = random.document();
            PolicyDocument after = random.document();
            Predicate<AuthorizationPart> isNew = isNew(before, after);
            switch (COMPARER.grantsNoMore(List.of(before), List.of(after))) {
                case ComparisonResult.Pass ignored -> {
                    passed++;
                    for (int k = 0; k < 800; k++, requests++) {
                        assertThat(isNew.test(wellFormed(random)))
                                .as("seed %s: %s", SEED, texts(before, after))
                                .isFalse();
                    }
                }
                case ComparisonResult.Fail fail -> {
                    failed++;
                    assertThat(isNew.test(fail.witness())).isTrue();
                }
                case ComparisonResult.Unknown ignored -> {}
            }
        }
        assertThat(passed).isGreaterThan(50);
        assertThat(failed).isGreaterThan(50);
        assertThat(requests).isGreaterThan(30_000);
    }

    @Test
    void everyDocumentGrantsNoMoreThanItself() {
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < 500; i++) {
            List<PolicyDocument> same = List.of(random.document());

            assertThat(COMPARER.grantsNoMore(same, same))
                    .as("seed %s: %s", SEED, texts(same.getFirst(), same.getFirst()))
                    .isNotInstanceOf(ComparisonResult.Fail.class)
                    .satisfies(result -> assertThat(
                                    result instanceof ComparisonResult.Unknown unknown
                                            ? unknown.reason()
                                            : "the conditions")
                            .contains("the conditions"));
        }
    }

    @Test
    void addingADenyKeepsAPass() {
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < 500; i++) {
            PolicyDocument before = random.document();
            PolicyDocument after = random.document();
            Statement extra = random.statement(0);
            List<Statement> more = new ArrayList<>(after.statements());
            more.add(new Statement(
                    extra.label(), Effect.DENY, null, extra.actions(), extra.resources(), extra.conditions()));
            PolicyDocument stricter = new PolicyDocument(after.version(), null, more, false);
            if (COMPARER.grantsNoMore(List.of(before), askedLike(List.of(after), extra))
                    .passed()) {
                assertThat(COMPARER.grantsNoMore(List.of(before), List.of(stricter)))
                        .as("seed %s: %s", SEED, texts(before, stricter))
                        .isNotInstanceOf(ComparisonResult.Fail.class);
            }
        }
    }

    @Test
    void passesAreTransitive() {
        RandomPolicies random = new RandomPolicies(SEED);

        int chains = 0;
        for (int i = 0; i < 300; i++) {
            PolicyDocument[] chain = {random.document(), random.document(), random.document()};
            Statement[] all = Stream.of(chain)
                    .flatMap(document -> document.statements().stream())
                    .toArray(Statement[]::new);
            List<PolicyDocument> a = askedLike(List.of(chain[0]), all);
            List<PolicyDocument> b = askedLike(List.of(chain[1]), all);
            List<PolicyDocument> c = askedLike(List.of(chain[2]), all);
            if (COMPARER.grantsNoMore(a, b).passed()
                    && COMPARER.grantsNoMore(b, c).passed()) {
                chains++;
                assertThat(COMPARER.grantsNoMore(a, c))
                        .as("seed %s: %s", SEED, texts(a.getFirst(), c.getFirst()))
                        .isNotInstanceOf(ComparisonResult.Fail.class);
            }
        }
        assertThat(chains).isPositive();
    }

    @Test
    void notGrantedHasNoWitnessAmongRandomRequests() {
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < 500; i++) {
            PolicyDocument document = random.document();
            AuthorizationPart asked = wellFormed(random);
            ComparisonResult result =
                    COMPARER.doesNotGrant(List.of(document), List.of(asked.action()), List.of(asked.resource()));
            boolean granted = PolicySet.ofIdentity(List.of(new NamedPolicy("p", document)))
                    .decide(asked)
                    .isAllowed();

            assertThat(granted && result.passed())
                    .as("seed %s: %s %s", SEED, asked, texts(document, document))
                    .isFalse();
        }
    }

    @Test
    @Timeout(20)
    void manyModelsAreComparedInTime() {
        String models = String.join(
                ",",
                IntStream.range(0, 150)
                        .mapToObj(i -> "\"arn:aws:bedrock:us-east-1::foundation-model/vendor" + i % 7 + ".model-" + i
                                + "-v1:0\"")
                        .toList());
        PolicyDocument list =
                document("{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":[" + models + "]}");
        PolicyDocument family = document(
                "{\"Effect\":\"Allow\",\"Action\":\"bedrock:*\",\"Resource\":\"arn:aws:bedrock:*::foundation-model/vendor*\"}");

        assertThat(COMPARER.grantsNoMore(List.of(family), List.of(list))).isInstanceOf(ComparisonResult.Pass.class);
        assertThat(COMPARER.grantsNoMore(List.of(list), List.of(family))).isInstanceOf(ComparisonResult.Fail.class);
    }

    @Test
    void aKeyComparedAsASetWithAVariableMayHaveSeveralValues() {
        String deny = """
                {"Effect":"Deny","Action":"bedrock:ListFoundationModels","Resource":"*","Condition":
                  {"ForAnyValue:StringEquals":{"aws:PrincipalTag/team":"${aws:PrincipalTag/owner}"}}}""";
        String allow = "{\"Effect\":\"Allow\",\"Action\":\"bedrock:GetFoundationModel\",\"Resource\":\"*\"";
        // true for every single value, false for several: a plain operator does not match a list
        String single = ",\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalTag/team\":\"arn:aws:x\"}}";
        PolicyDocument before = document("[" + allow + single + "}," + deny + "]");
        PolicyDocument after = document("[" + allow + "}," + deny + "]");

        assertThat(COMPARER.grantsNoMore(List.of(before), List.of(after))).isInstanceOf(ComparisonResult.Fail.class);
    }

    /**
     * The same documents and a Deny of an action that nobody has, under the conditions of these statements: which keys may have several
     * values is read from the conditions of both sides, so comparisons of other statements are of other requests.
     */
    private static List<PolicyDocument> askedLike(List<PolicyDocument> documents, Statement... others) {
        List<Statement> inert = Stream.of(others)
                .map(other -> new Statement(
                        other.label(),
                        Effect.DENY,
                        null,
                        PatternList.of(List.of("nobody:Nothing")),
                        other.resources(),
                        other.conditions()))
                .toList();
        List<PolicyDocument> all = new ArrayList<>(documents);
        all.add(new PolicyDocument(documents.getFirst().version(), null, inert, false));
        return all;
    }

    /** The comparer speaks of well-formed requests: full ARNs, and several values only for keys that have them. */
    static AuthorizationPart wellFormed(RandomPolicies random) {
        AuthorizationPart part = random.part();
        while (!part.resource().equals("*") && part.resource().split(":").length < 6) {
            part = random.part();
        }
        RequestContext context = part.context();
        for (Map.Entry<String, ContextValue> entry : context.asMap().entrySet()) {
            if (entry.getValue() instanceof ContextValue.Multiple
                    && !entry.getKey().equals("aws:TagKeys")) {
                context = context.without(entry.getKey());
            }
        }
        return new AuthorizationPart(part.action(), part.resource(), context);
    }

    private static Predicate<AuthorizationPart> isNew(PolicyDocument before, PolicyDocument after) {
        PolicySet old = PolicySet.ofIdentity(List.of(new NamedPolicy("old", before)));
        PolicySet changed = PolicySet.ofIdentity(List.of(new NamedPolicy("new", after)));
        return part -> changed.decide(part).isAllowed() && !old.decide(part).isAllowed();
    }

    private static String texts(PolicyDocument before, PolicyDocument after) {
        return PolicyWriter.writeCompact(before) + " -> " + PolicyWriter.writeCompact(after);
    }

    private static PolicyDocument document(String statement) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
