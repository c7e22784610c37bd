package dev.ostiary.policy.review;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;

/** Documents of this room's tests. */
final class Documents {
    static final String HAIKU = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0";
    static final String NOVA = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
    static final String GUARDRAIL = "arn:aws:bedrock:us-east-1:111122223333:guardrail/g1:1";

    private Documents() {}

    static NamedPolicy policy(String name, String... statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[\n" + String.join(",\n", statements) + "\n]}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> new NamedPolicy(name, accepted.document());
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }

    static String allow(String action, String resource) {
        return statement("Allow", action, resource, "{}");
    }

    static String deny(String action, String resource) {
        return statement("Deny", action, resource, "{}");
    }

    /** Lists are written as JSON, single texts as they are. */
    static String statement(String effect, String action, String resource, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":" + json(action) + ",\"Resource\":" + json(resource)
                + ",\"Condition\":" + condition + "}";
    }

    private static String json(String text) {
        return text.startsWith("[") ? text : "\"" + text + "\"";
    }
}
