package dev.ostiary.policy.compare;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import java.util.List;

/** A condition whose values hold variables; two are the same when their texts are. */
record OpaqueCondition(String operator, String lowerCaseKey, List<String> values) {
    static OpaqueCondition of(String operator, KeyCondition condition) {
        return new OpaqueCondition(
                operator,
                AsciiCase.lower(condition.key()),
                condition.values().stream().map(ConditionValue::text).sorted().toList());
    }
}
