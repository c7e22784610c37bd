package dev.ostiary.policy.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsagePolicyTest {
    private static final String PROFILE = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.v.m-v1:0";
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/v.m-v1:0";
    private static final String OTHER = "arn:aws:bedrock:us-east-1::foundation-model/v.other-v1:0";
    private static final List<ObservedUse> USES = List.of(
            new ObservedUse("bedrock:InvokeModel", PROFILE, null),
            new ObservedUse("bedrock:InvokeModel", MODEL, PROFILE),
            new ObservedUse("bedrock:InvokeModelWithResponseStream", MODEL, PROFILE),
            new ObservedUse("bedrock:InvokeModel", OTHER, null),
            new ObservedUse("bedrock:ListFoundationModels", "*", null));

    @Test
    void everyUseIsAllowedAndNothingElse() {
        PolicyDocument policy = UsagePolicy.of(USES);

        assertThat(USES).allMatch(use -> allows(policy, use));
        assertThat(allows(policy, new ObservedUse("bedrock:InvokeModel", MODEL, null)))
                .as("the model directly")
                .isFalse();
        assertThat(allows(policy, new ObservedUse("bedrock:InvokeModelWithResponseStream", OTHER, null)))
                .isFalse();
    }

    @Test
    void everyEntryIsNeeded() {
        PolicyDocument policy = UsagePolicy.of(USES);

        for (Statement removed : policy.statements()) {
            List<Statement> rest = new ArrayList<>(policy.statements());
            rest.remove(removed);

            assertThat(USES).anyMatch(use -> !allows(PolicyDocument.of(rest), use));
        }
    }

    @Test
    void theOrderOfUsesDoesNotMatter() {
        List<ObservedUse> shuffled = new ArrayList<>(USES);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(PolicyWriter.write(UsagePolicy.of(shuffled))).isEqualTo(PolicyWriter.write(UsagePolicy.of(USES)));
    }

    @Test
    void theComparerProvesThatMoreUsesOnlyAdd() {
        AccessComparer comparer = new AccessComparer();
        PolicyDocument few = UsagePolicy.of(USES.subList(0, 3));
        PolicyDocument all = UsagePolicy.of(USES);

        assertThat(comparer.grantsNoMore(List.of(all), List.of(few)).passed()).isTrue();
        assertThat(comparer.grantsNoMore(List.of(few), List.of(all)).passed()).isFalse();
    }

    @Test
    void whatWasSeenIsNeverAPattern() {
        PolicyDocument policy = UsagePolicy.of(List.of(new ObservedUse("bedrock:InvokeModel", MODEL + "*", null)));

        assertThat(allows(policy, new ObservedUse("bedrock:InvokeModel", MODEL + "*", null)))
                .isTrue();
        assertThat(allows(policy, new ObservedUse("bedrock:InvokeModel", MODEL + "x", null)))
                .isFalse();
    }

    private static boolean allows(PolicyDocument policy, ObservedUse use) {
        RequestContext context = use.inferenceProfile() == null
                ? RequestContext.empty()
                : RequestContext.empty().with("bedrock:InferenceProfileArn", use.inferenceProfile());
        return PolicySet.ofIdentity(List.of(new NamedPolicy("used", policy)))
                .decide(new AuthorizationPart(use.action(), use.resource(), context))
                .isAllowed();
    }
}
