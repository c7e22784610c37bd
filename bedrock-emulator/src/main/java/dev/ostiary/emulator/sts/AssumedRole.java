package dev.ostiary.emulator.sts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One successful AssumeRole, for tests to look at.
 *
 * @param externalId empty when none was sent
 * @param grant what came out of it
 */
public record AssumedRole(
        String roleArn, String sessionName, Map<String, String> tags, Limits limits, String externalId, Grant grant) {
    /**
     * What narrows the session.
     *
     * @param policy the inline session policy, empty when none was sent
     * @param durationSeconds as asked for, 3600 when not said
     */
    public record Limits(String policy, List<String> policyArns, int durationSeconds) {}

    /**
     * @param by access key of the caller
     */
    public record Grant(String accessKey, Instant expiry, String by) {}
}
