package dev.ostiary.gateway.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TriageTest {
    private static final String DENIED =
            "User: arn:aws:sts::111122223333:assumed-role/gateway/translator is not authorized to"
                    + " perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/X";

    /** @param row of the list of texts */
    record Case(
            String row,
            int status,
            String type,
            String message,
            @Nullable String label) {
        @Override
        public String toString() {
            return row + " " + label;
        }
    }

    /** Texts of live answers and of AWS's documentation, by row of the facts' section 5.6. */
    static List<Case> cases() {
        var denied = "AccessDeniedException";
        var invalid = "ValidationException";
        var missing = "ResourceNotFoundException";
        return List.of(
                new Case(
                        "a1",
                        403,
                        denied,
                        DENIED + " because no identity-based policy allows the bedrock:InvokeModel action",
                        "role-policy"),
                new Case(
                        "a2",
                        403,
                        denied,
                        DENIED + " because no session policy allows the bedrock:InvokeModel action",
                        "session-policy"),
                new Case(
                        "a2 explicit",
                        403,
                        denied,
                        DENIED + " with an explicit deny in a session policy",
                        "session-policy"),
                new Case(
                        "b1",
                        403,
                        denied,
                        DENIED + " with an explicit deny in an identity-based policy",
                        "role-policy"),
                new Case(
                        "b1 2026",
                        403,
                        denied,
                        DENIED
                                + " with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/limits",
                        "role-policy"),
                new Case(
                        "b2",
                        403,
                        denied,
                        DENIED + " with an explicit deny in a service control policy",
                        "service-control-policy"),
                new Case(
                        "b2 2026",
                        403,
                        denied,
                        DENIED
                                + " with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-x/service_control_policy/p-y",
                        "service-control-policy"),
                new Case(
                        "b2 implicit",
                        403,
                        denied,
                        DENIED + " because no service control policy allows the bedrock:InvokeModel action",
                        "service-control-policy"),
                new Case(
                        "c",
                        403,
                        denied,
                        "You don't have access to the model with the specified model ID.",
                        "model-access"),
                new Case(
                        "d",
                        403,
                        denied,
                        "Your account is not authorized to invoke this API operation.",
                        "model-access"),
                new Case(
                        "d prompt",
                        403,
                        denied,
                        "Your account is not authorized to invoke this API operation with a prompt resource.",
                        "model-access"),
                new Case(
                        "e",
                        403,
                        denied,
                        "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 5 minutes.",
                        "marketplace-subscription"),
                new Case(
                        "e March 2026",
                        403,
                        denied,
                        "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. If you recently fixed this issue, try again after 2 minutes.",
                        "marketplace-subscription"),
                new Case(
                        "e payment",
                        403,
                        denied,
                        "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided. Your AWS Marketplace subscription for this model cannot be completed at this time.",
                        "marketplace-subscription"),
                new Case(
                        "f",
                        400,
                        invalid,
                        "You have not filled out the required use-case form for this model. Complete the form at https://us-east-1.console.aws.amazon.com/bedrock/ before requesting access.",
                        "model-access"),
                new Case(
                        "f older",
                        404,
                        missing,
                        "Model use case details have not been submitted for this account. Fill out the form before using the model.",
                        "model-access"),
                new Case(
                        "g",
                        400,
                        invalid,
                        "Access to Anthropic models is not allowed for this account.",
                        "model-access"),
                new Case(
                        "h",
                        404,
                        missing,
                        "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock",
                        "model-lifecycle"),
                new Case(
                        "h 15 days",
                        404,
                        missing,
                        "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 15 days. Please upgrade to an active model on Amazon Bedrock",
                        "model-lifecycle"),
                new Case(
                        "i",
                        404,
                        missing,
                        "This model version has reached the end of its life. Please refer to the AWS documentation for more details.",
                        "model-lifecycle"),
                new Case(
                        "j",
                        400,
                        invalid,
                        "Invocation of model ID X with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.",
                        "inference-profile-required"),
                new Case(
                        "j ascii",
                        400,
                        invalid,
                        "Invocation of model ID X with on-demand throughput isn't supported.",
                        "inference-profile-required"),
                new Case("k", 400, invalid, "The provided model identifier is invalid.", "model-id"),
                new Case(
                        "k unresolved",
                        404,
                        missing,
                        "Could not resolve the foundation model from the provided model identifier.",
                        "model-id"),
                new Case("l", 400, invalid, "Operation not allowed", null),
                new Case(
                        "m",
                        400,
                        invalid,
                        "Malformed input request: #: extraneous key [x] is not permitted, please reformat your input and try again.",
                        null),
                new Case(
                        "n",
                        403,
                        denied,
                        "You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.",
                        null),
                new Case(
                        "q",
                        429,
                        "ThrottlingException",
                        "Too many tokens, please wait before trying again.",
                        "bedrock-quota"),
                new Case(
                        "q requests",
                        429,
                        "ThrottlingException",
                        "Too many requests, please wait before trying again.",
                        "bedrock-quota"),
                new Case(
                        "q day",
                        429,
                        "ThrottlingException",
                        "Too many tokens per day, please wait before trying again.",
                        "bedrock-quota"),
                new Case(
                        "not ready",
                        429,
                        "ModelNotReadyException",
                        "Model is not ready for inference. Wait and try your request again.",
                        null),
                new Case(
                        "guardrail",
                        400,
                        invalid,
                        "The guardrail identifier or version provided in the request does not exist.",
                        "guardrail"),
                new Case(
                        "boundary",
                        403,
                        denied,
                        DENIED + " because no permissions boundary allows the bedrock:InvokeModel action",
                        null),
                new Case("server", 500, "InternalServerException", "no identity-based policy", null),
                new Case(
                        "a user's words",
                        400,
                        invalid,
                        "Malformed input request: User: no identity-based policy",
                        null));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bedrocksTextTellsWhoRefused(Case one) {
        assertThat(Triage.of(one.status(), one.type(), one.message())).isEqualTo(one.label());
    }

    @Test
    void throttlingIsKnownByItsTypeWithoutAText() {
        assertThat(Triage.of(429, "ThrottlingException", null)).isEqualTo("bedrock-quota");
        assertThat(Triage.of(429, null, null)).isNull();
        assertThat(Triage.of(403, "AccessDeniedException", null)).isNull();
    }

    @Test
    void aHugeTextIsLookedAtToABoundOnly() {
        var huge = "User: " + "policy ".repeat(1_000_000);

        assertThat(Triage.of(403, "AccessDeniedException", huge)).isNull();
    }
}
