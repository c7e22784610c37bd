package dev.ostiary.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.reference.RandomPolicies;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayeredComparisonTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);
    private static final AccessComparer COMPARER = new AccessComparer();
    private static final String ONE = allow("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/a.one");
    private static final String ALL_MODELS = allow("bedrock:InvokeModel", "arn:aws:bedrock:*::foundation-model/*");
    private static final String EUROPE = allow("bedrock:*", "arn:aws:bedrock:eu-*::foundation-model/*");
    private static final String EVERYTHING = allow("*", "*");
    private static final String NOT_OPUS =
            "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"arn:aws:bedrock:*::foundation-model/a.opus*\"}";

    @Test
    void aBoundaryTakenAwayIsNewAccess() {
        ComparisonResult result = compare(set(ALL_MODELS, EUROPE), set(ALL_MODELS, null));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ComparisonResult.Fail.class,
                        fail -> assertThat(set(ALL_MODELS, EUROPE)
                                        .decide(fail.witness())
                                        .isAllowed())
                                .isFalse());
    }

    @Test
    void aBoundaryTakenAwayThatStoppedNothingIsNone() {
        assertThat(compare(set(ONE, EVERYTHING), set(ONE, null))).isEqualTo(new ComparisonResult.Pass());
        assertThat(compare(set(ONE, ALL_MODELS), set(ONE, null))).isEqualTo(new ComparisonResult.Pass());
    }

    @Test
    void aBoundaryThatIsNewGrantsNothing() {
        assertThat(compare(set(ALL_MODELS, null), set(ALL_MODELS, EVERYTHING))).isEqualTo(new ComparisonResult.Pass());
    }

    @Test
    void identityPoliciesThatGrowBehindABoundaryGrowOnlyWithinIt() {
        String europeOnly = allow("bedrock:InvokeModel", "arn:aws:bedrock:eu-*::foundation-model/*");

        assertThat(compare(set(europeOnly, EUROPE), set(ALL_MODELS, EUROPE))).isEqualTo(new ComparisonResult.Pass());
        assertThat(compare(set(ONE, EUROPE), set(ALL_MODELS, EUROPE))).isInstanceOf(ComparisonResult.Fail.class);
    }

    @Test
    void anOrganizationDenyThatIsLiftedIsNewAccess() {
        PolicySet before = organization(ALL_MODELS, EVERYTHING + "," + NOT_OPUS);
        PolicySet after = organization(ALL_MODELS, EVERYTHING);

        assertThat(compare(before, after))
                .isInstanceOfSatisfying(
                        ComparisonResult.Fail.class,
                        fail -> assertThat(fail.witness().resource()).contains("a.opus"));
        assertThat(compare(after, before)).isEqualTo(new ComparisonResult.Pass());
    }

    @Test
    void aDenyThatMovesFromTheOrganizationIntoTheIdentityPolicyChangesNothing() {
        PolicySet before = organization(ALL_MODELS, EVERYTHING + "," + NOT_OPUS);
        PolicySet after = organization(ALL_MODELS + "," + NOT_OPUS, EVERYTHING);

        assertThat(compare(before, after)).isEqualTo(new ComparisonResult.Pass());
        assertThat(compare(after, before)).isEqualTo(new ComparisonResult.Pass());
    }

    @Test
    void aBoundaryOfSeveralProductsIsNotGuessedAt() {
        String boundary = EUROPE + "," + allow("s3:*", "arn:aws:s3:::bucket");
        String wide = allow("*", "arn:aws:bedrock:eu-*::foundation-model/*");

        assertThat(compare(set(EUROPE, boundary), set(EUROPE + "," + wide, boundary)))
                .isNotInstanceOf(ComparisonResult.Fail.class);
    }

    @Test
    void aPassOverLayersHasNoWitnessAmongRandomRequests() {
        System.out.println("layered comparison seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        int passed = 0;
        int failed = 0;
        for (int i = 0; i < 150; i++) {
            PolicySet before = random(random);
            PolicySet after = i % 2 == 0 ? random(random) : withBoundary(before, random.document());
            switch (compare(before, after)) {
                case ComparisonResult.Pass ignored -> {
                    passed++;
                    Stream.generate(() -> AccessComparerTest.wellFormed(random))
                            .limit(200)
                            .forEach(part -> assertThat(after.decide(part).isAllowed()
                                            && !before.decide(part).isAllowed())
                                    .as("seed %s: %s", SEED, part)
                                    .isFalse());
                }
                case ComparisonResult.Fail fail -> {
                    failed++;
                    assertThat(after.decide(fail.witness()).isAllowed()
                                    && !before.decide(fail.witness()).isAllowed())
                            .isTrue();
                }
                case ComparisonResult.Unknown ignored -> {}
            }
        }
        assertThat(passed).isGreaterThan(15);
        assertThat(failed).isGreaterThan(10);
    }

    private static PolicySet random(RandomPolicies random) {
        return PolicySet.compile(new PolicyLayers(
                List.of(named(random.document()), named(random.document())),
                random.document().statements().size() % 2 == 0 ? null : List.of(named(random.document())),
                List.of(List.of(named(random.document()), named(document(EVERYTHING)))),
                null));
    }

    private static PolicySet withBoundary(PolicySet set, PolicyDocument boundary) {
        return PolicySet.compile(new PolicyLayers(
                set.slots().getLast().policies(),
                List.of(named(boundary)),
                List.of(set.slots().getFirst().policies()),
                null));
    }

    private static ComparisonResult compare(PolicySet before, PolicySet after) {
        return COMPARER.grantsNoMore(before, after);
    }

    private static PolicySet set(String identity, @Nullable String boundary) {
        return PolicySet.compile(new PolicyLayers(
                List.of(named(document(identity))),
                boundary == null ? null : List.of(named(document(boundary))),
                List.of(),
                null));
    }

    private static PolicySet organization(String identity, String level) {
        return PolicySet.compile(new PolicyLayers(
                List.of(named(document(identity))), null, List.of(List.of(named(document(level)))), null));
    }

    private static NamedPolicy named(PolicyDocument document) {
        return new NamedPolicy("p", document);
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private static PolicyDocument document(String statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
