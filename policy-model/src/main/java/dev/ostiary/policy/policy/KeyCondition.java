package dev.ostiary.policy.policy;

import java.util.List;

/**
 * One key under a condition operator, with the values it is compared with.
 *
 * @param single true when a bare value was written instead of a list
 */
public record KeyCondition(String key, boolean single, List<ConditionValue> values, Position position) {
    public KeyCondition {
        values = List.copyOf(values);
    }
}
