package dev.ostiary.emulator.sts;

import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Caller;
import dev.ostiary.emulator.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The limits of AssumeRole (facts 7.1), checked in one place. */
final class RoleRequest {
    static final int DEFAULT_SECONDS = 3_600;

    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MIN_SECONDS = 900;
    private static final int MAX_SECONDS = 43_200;
    private static final int MAX_TAGS = 50;
    private static final int MAX_POLICY_CHARACTERS = 2_048;
    private static final int MAX_POLICY_ARNS = 10;

    private RoleRequest() {}

    static Optional<AwsError> problem(FormBody form, Caller caller) {
        if (!ROLE_ARN.matcher(form.get("RoleArn")).matches()) {
            return invalid(form.get("RoleArn") + " is invalid");
        }
        if (!SESSION_NAME.matcher(form.get("RoleSessionName")).matches()) {
            return invalid("1 validation error detected: Value '" + form.get("RoleSessionName")
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\w+=,.@-]*");
        }
        return duration(form, caller).or(() -> tags(form.pairs("Tags"))).or(() -> policies(form));
    }

    static int seconds(FormBody form) {
        return form.find("DurationSeconds")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(form.find("DurationSeconds").isPresent() ? -1 : DEFAULT_SECONDS);
    }

    private static Optional<AwsError> duration(FormBody form, Caller caller) {
        int seconds = seconds(form);
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            return invalid("1 validation error detected: Value '" + form.get("DurationSeconds")
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must be between 900 and 43200");
        }
        if (!caller.sessionName().isEmpty() && seconds > DEFAULT_SECONDS) {
            return invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                    + " chaining");
        }
        return Optional.empty();
    }

    private static Optional<AwsError> tags(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            return invalid("1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have"
                    + " length less than or equal to 50");
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            boolean fits = !tag.getKey().isEmpty()
                    && tag.getKey().length() <= 128
                    && tag.getValue().length() <= 256
                    && TAG_TEXT.matcher(tag.getKey()).matches()
                    && TAG_TEXT.matcher(tag.getValue()).matches();
            if (!fits) {
                return invalid(
                        "1 validation error detected: Value '" + tag.getKey() + "' at 'tags' is not a valid tag");
            }
        }
        return Optional.empty();
    }

    private static Optional<AwsError> policies(FormBody form) {
        String policy = form.get("Policy");
        if (policy.length() > MAX_POLICY_CHARACTERS) {
            return invalid("1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must"
                    + " have length less than or equal to 2048");
        }
        if (form.list("PolicyArns", ".arn").size() > MAX_POLICY_ARNS) {
            return invalid("1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member"
                    + " must have length less than or equal to 10");
        }
        boolean json = policy.isEmpty()
                || Json.parseObject(policy.getBytes(StandardCharsets.UTF_8)).isPresent();
        return json
                ? Optional.empty()
                : Optional.of(
                        new AwsError(400, "MalformedPolicyDocument", "The policy is not in the valid JSON format."));
    }

    private static Optional<AwsError> invalid(String message) {
        return Optional.of(new AwsError(400, "ValidationError", message));
    }
}
