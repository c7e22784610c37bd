package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The policy that grants exactly what was used: no wildcard, resources with equal actions in one statement, and models
 * used only through profiles bound to them. The same uses give the same text, whatever their order.
 */
public final class UsagePolicy {
    private static final String PROFILE = "bedrock:InferenceProfileArn";
    /** Stands for a direct use among the profiles of a resource; sorts before every ARN. */
    private static final String DIRECT = "";

    private UsagePolicy() {}

    /** {@return the document; without statements when nothing was used, which grants nothing} */
    public static PolicyDocument of(Collection<ObservedUse> uses) {
        // resource -> action -> profiles through which it was used
        Map<String, Map<String, Set<String>>> seen = new TreeMap<>();
        for (ObservedUse use : uses) {
            seen.computeIfAbsent(escaped(use.resource()), any -> new TreeMap<>())
                    .computeIfAbsent(use.action(), any -> new TreeSet<>())
                    .add(use.inferenceProfile() == null ? DIRECT : use.inferenceProfile());
        }
        // profiles -> actions -> resources: one statement each
        Map<String, Map<String, Set<String>>> grouped = new TreeMap<>();
        seen.forEach((resource, actions) -> {
            Map<String, Set<String>> actionsByProfiles = new TreeMap<>();
            actions.forEach((action, profiles) -> actionsByProfiles
                    .computeIfAbsent(joined(profiles), any -> new TreeSet<>())
                    .add(action));
            actionsByProfiles.forEach((profiles, names) -> grouped.computeIfAbsent(profiles, any -> new TreeMap<>())
                    .computeIfAbsent(joined(names), any -> new TreeSet<>())
                    .add(resource));
        });
        return document(grouped);
    }

    private static PolicyDocument document(Map<String, Map<String, Set<String>>> grouped) {
        List<Statement> statements = grouped.entrySet().stream()
                .flatMap(profiles -> profiles.getValue().entrySet().stream()
                        .map(actions -> Statements.allow(
                                List.of(actions.getKey().split("\n")),
                                List.copyOf(actions.getValue()),
                                conditions(profiles.getKey()))))
                .toList();
        return Statements.named("Used", statements);
    }

    /** A resource that was also used directly gets no condition: the direct use would be refused. */
    private static List<OperatorBlock> conditions(String profiles) {
        if (profiles.isEmpty()) {
            return List.of();
        }
        List<ConditionValue> values = List.of(profiles.split("\n")).stream()
                .map(UsagePolicy::escaped)
                .map(ConditionValue::of)
                .toList();
        KeyCondition key = new KeyCondition(PROFILE, values.size() == 1, values, Position.NONE);
        return List.of(new OperatorBlock("ArnEquals", List.of(key), Position.NONE));
    }

    private static String joined(Set<String> texts) {
        return texts.contains(DIRECT) ? "" : String.join("\n", texts);
    }

    /** What was seen is text, never a pattern. */
    private static String escaped(String text) {
        return text.equals("*") ? text : text.replaceAll("[$*?]", "\\${$0}");
    }
}
