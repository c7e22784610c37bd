package dev.ostiary.policy.condition;

import java.util.List;

/**
 * What one condition saw and said.
 *
 * @param operator as written
 * @param key as written
 * @param requestValues what the request has; empty when it has nothing
 * @param policyValues what the policy wants, variables filled in where they have values
 * @param missing whether the request lacks the key
 */
public record ConditionTrace(
        String operator,
        String key,
        List<String> requestValues,
        List<String> policyValues,
        boolean missing,
        boolean holds) {
    public ConditionTrace {
        requestValues = List.copyOf(requestValues);
        policyValues = List.copyOf(policyValues);
    }
}
