package dev.ostiary.policy.policy;

import java.util.List;

/** One operator of a Condition, as written, with its keys. */
public record OperatorBlock(String operator, List<KeyCondition> keys, Position position) {
    public OperatorBlock {
        keys = List.copyOf(keys);
    }
}
