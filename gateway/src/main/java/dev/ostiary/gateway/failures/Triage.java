package dev.ostiary.gateway.failures;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who at AWS said no, told from Bedrock's own error: the value of {@code x-ostiary-denied-by} for answers that Bedrock refused.
 *
 * <p>By texts, since AWS gives one type, {@code AccessDeniedException}, to half a dozen reasons. Texts are those of live answers
 * quoted in public issues and of AWS's documentation ("Troubleshooting Amazon Bedrock API error codes", "Troubleshoot access denied
 * error messages" of IAM). One that changed gives no label, which is the safe side: no label is better than a wrong one.
 */
public final class Triage {
    private static final String QUOTA = "bedrock-quota";
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404);

    /** Longer than any known text; what follows is not looked at. */
    private static final int LONGEST_TEXT = 4_096;

    private record Rule(String label, Pattern text) {
        static Rule of(String label, String text) {
            return new Rule(label, Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        }
    }

    /** The first that matches counts. */
    private static final List<Rule> RULES = List.of(
            // a1, a2, b1, b2; since 2026 the policy's ARN may follow
            Rule.of("service-control-policy", "^User: .* (no|in an?) service control policy\\b"),
            Rule.of("session-policy", "^User: .* (no|in an?) session policy\\b"),
            Rule.of("role-policy", "^User: .* (no|in an?) identity-based policy\\b"),
            // e comes before c, d, f and g: it speaks of access to the model, too
            Rule.of("marketplace-subscription", "aws-marketplace:|AWS Marketplace|INVALID_PAYMENT_INSTRUMENT"),
            Rule.of("model-access", "don['’]t have access to the model with the specified model ID"),
            Rule.of("model-access", "account is not authorized to invoke this API operation"),
            Rule.of("model-access", "use-case form|use case details have not been submitted"),
            Rule.of("model-access", "Access to Anthropic models is not allowed"),
            Rule.of("model-lifecycle", "marked by provider as Legacy|reached the end of its life"),
            Rule.of("inference-profile-required", "on-demand throughput isn['’]t supported"),
            Rule.of("model-id", "provided model identifier is invalid|could not resolve the foundation model"),
            Rule.of("guardrail", "guardrail identifier|guardrail version|guardrail .*(does not exist|not found)"));

    private Triage() {}

    /**
     * @param errorType bare, as {@code UpstreamAnswer#errorType()} has it; null when Bedrock named none
     * @param message of the error's body; null when it had none
     * @return a label of contract section 4, or null when the error says nothing about who refused
     */
    public static @Nullable String of(int status, @Nullable String errorType, @Nullable String message) {
        if (status == 429) {
            boolean throttled =
                    "ThrottlingException".equals(errorType) || (message != null && message.startsWith("Too many "));
            return throttled ? QUOTA : null;
        }
        if (message == null || !REFUSALS.contains(status)) {
            return null;
        }
        var text = message.length() <= LONGEST_TEXT ? message : message.substring(0, LONGEST_TEXT);
        for (var rule : RULES) {
            if (rule.text().matcher(text).find()) {
                return rule.label();
            }
        }
        return null;
    }
}
