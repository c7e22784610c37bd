package dev.ostiary.emulator.refusal;

import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.AwsError.Origin;
import dev.ostiary.emulator.exchange.Call;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The texts of facts 5.6, by row. `{caller}`, `{action}`, `{resource}` and `{model}` are filled in per call. */
public enum Refusal {
    /** a1. */
    ROLE_POLICY(
            403,
            "AccessDeniedException",
            Origin.FRONT,
            Text.DENIED + " because no identity-based policy allows the {action} action"),
    /** a2. */
    SESSION_POLICY(
            403,
            "AccessDeniedException",
            Origin.FRONT,
            Text.DENIED + " because no session policy allows the {action} action"),
    /** b1. */
    EXPLICIT_DENY(
            403,
            "AccessDeniedException",
            Origin.FRONT,
            Text.DENIED + " with an explicit deny in an identity-based policy"),
    /** b2. */
    SERVICE_CONTROL_POLICY(
            403,
            "AccessDeniedException",
            Origin.FRONT,
            Text.DENIED + " with an explicit deny in a service control policy"),
    /** b2 in the form of 2026, which names the policy. */
    SERVICE_CONTROL_POLICY_NAMED(
            403,
            "AccessDeniedException",
            Origin.FRONT,
            Text.DENIED + " with an explicit deny in a service control policy:"
                    + " arn:aws:organizations::999988887777:policy/o-emulator01/service_control_policy/p-emulator1"),
    /** c. */
    MODEL_ACCESS(
            403,
            "AccessDeniedException",
            Origin.SERVICE,
            "You don't have access to the model with the specified model ID."),
    /** d. */
    ACCOUNT_BLOCKED(
            403,
            "AccessDeniedException",
            Origin.SERVICE,
            "Your account is not authorized to invoke this API operation."),
    /** e. */
    MARKETPLACE(
            403,
            "AccessDeniedException",
            Origin.SERVICE,
            "Model access is denied due to IAM user or service role is not authorized to perform the required AWS"
                    + " Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable"
                    + " access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS"
                    + " Marketplace subscription for this model cannot be completed at this time. If you recently"
                    + " fixed this issue, try again after 5 minutes."),
    /** f. */
    USE_CASE_FORM(
            400,
            "ValidationException",
            Origin.SERVICE,
            "You have not filled out the required use-case form for this model. Complete the form at"
                    + " https://us-east-1.console.aws.amazon.com/bedrock/ before requesting access."),
    /** g. */
    COUNTRY(400, "ValidationException", Origin.SERVICE, "Access to Anthropic models is not allowed for this account."),
    /** h. */
    LEGACY(
            404,
            "ResourceNotFoundException",
            Origin.SERVICE,
            "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model"
                    + " in the last 30 days. Please upgrade to an active model on Amazon Bedrock"),
    /** i. */
    END_OF_LIFE(
            404,
            "ResourceNotFoundException",
            Origin.SERVICE,
            "This model version has reached the end of its life. Please refer to the AWS documentation for more"
                    + " details."),
    /** j. */
    PROFILE_REQUIRED(
            400,
            "ValidationException",
            Origin.SERVICE,
            "Invocation of model ID {model} with on-demand throughput isn\u2019t supported. Retry your request with the"
                    + " ID or ARN of an inference profile that contains this model."),
    /** k, first form. */
    MODEL_ID_INVALID(400, "ValidationException", Origin.SERVICE, "The provided model identifier is invalid."),
    /** k, second form. */
    MODEL_ID_UNRESOLVED(
            404,
            "ResourceNotFoundException",
            Origin.SERVICE,
            "Could not resolve the foundation model from the provided model identifier."),
    /** l. */
    NEW_ACCOUNT(400, "ValidationException", Origin.SERVICE, "Operation not allowed"),
    /** m. */
    MALFORMED(
            400,
            "ValidationException",
            Origin.SERVICE,
            "Malformed input request: #: extraneous key [emulated] is not permitted, please reformat your input and try"
                    + " again."),
    /** n. */
    CACHING(
            403,
            "AccessDeniedException",
            Origin.SERVICE,
            "You invoked an unsupported model or your request did not allow prompt caching. See the documentation for"
                    + " more information."),
    /** o. */
    SECURITY_TOKEN(
            403, "UnrecognizedClientException", Origin.FRONT, "The security token included in the request is invalid."),
    /** p: a bad Bedrock API key. */
    API_KEY(
            403,
            "AccessDeniedException",
            Origin.FRONT,
            "Authentication failed: Please make sure your API Key is valid."),
    /** p: a text that is no Bedrock API key at all. */
    API_KEY_FORMAT(
            403, "AccessDeniedException", Origin.FRONT, "Invalid API Key format: Must start with pre-defined prefix"),
    /** q. */
    TOO_MANY_TOKENS(429, "ThrottlingException", Origin.SERVICE, "Too many tokens, please wait before trying again."),
    /** q. */
    TOO_MANY_REQUESTS(
            429, "ThrottlingException", Origin.SERVICE, "Too many requests, please wait before trying again."),
    /** q. */
    TOO_MANY_TOKENS_PER_DAY(
            429, "ThrottlingException", Origin.SERVICE, "Too many tokens per day, please wait before trying again.");

    private final int status;
    private final String type;
    private final Origin origin;
    private final String template;

    Refusal(int status, String type, Origin origin, String template) {
        this.status = status;
        this.type = type;
        this.origin = origin;
        this.template = template;
    }

    /** The name in control requests, for example `role-policy`. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Refusal> find(String wireName) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.wireName().equals(wireName))
                .findFirst();
    }

    /**
     * @param resource ARN that IAM would have checked
     */
    public AwsError toError(Call call, String resource) {
        return new AwsError(
                status,
                type,
                template.replace("{caller}", call.caller().arn())
                        .replace("{action}", call.operation().action())
                        .replace("{resource}", resource)
                        .replace("{model}", call.modelName()),
                origin);
    }

    /** Holds what several constants begin with: an enum cannot refer to its own fields there. */
    private static final class Text {
        static final String DENIED = "User: {caller} is not authorized to perform: {action} on resource: {resource}";
    }
}
