package dev.ostiary.policy.facts;

import java.util.List;

/**
 * One action of the Service Authorization Reference.
 *
 * @param name with its service, for example {@code bedrock:InvokeModel}
 * @param accessLevel {@code Read}, {@code List}, {@code Write}, {@code Tagging}, {@code Permissions management}
 * @param resourceTypes empty when the action takes only {@code *}
 * @param conditionKeys the service's and the tag keys that the action itself carries
 */
public record ActionFact(String name, String accessLevel, List<String> resourceTypes, List<String> conditionKeys) {
    public ActionFact {
        resourceTypes = List.copyOf(resourceTypes);
        conditionKeys = List.copyOf(conditionKeys);
    }

    /** {@return whether the action changes something} */
    public boolean isWrite() {
        return accessLevel.contains("Write") || accessLevel.contains("Permissions") || accessLevel.contains("Tagging");
    }
}
