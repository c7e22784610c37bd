package dev.ostiary.policy.explanation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicyLayer;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.evaluation.Slot;
import dev.ostiary.policy.evaluation.StatementTrace;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through the Allow statements of the layer that did not allow, for those that failed in exactly one place. */
final class NearestMissFinder {
    /** A failed condition counts as this many differing characters: nearer than another model, further than a typo. */
    private static final int CONDITION_DISTANCE = 12;

    private static final String ACTION = "action";
    private static final String RESOURCE = "resource";
    private static final String CONDITION = "condition";

    /** What is needed to describe a miss later: only the nearest one is put into words. */
    private record Candidate(StatementTrace trace, String place, String wanted, int distance) {}

    private NearestMissFinder() {}

    static @Nullable NearestMiss find(PolicySet set, Decision decision) {
        return switch (decision) {
            case Decision.Allowed ignored -> null;
            case Decision.Denied denied -> denied.explicit() ? null : find(set, denied);
        };
    }

    private static @Nullable NearestMiss find(PolicySet set, Decision.Denied denied) {
        List<StatementTrace> traces = set.trace(denied.part());
        int slot = firstWithoutAllow(set, denied.layer(), traces);
        Candidate best = null;
        for (StatementTrace trace : traces) {
            if (trace.slot() == slot && trace.effect() == Effect.ALLOW) {
                Candidate nearer = nearer(trace, denied.part(), best == null ? Integer.MAX_VALUE : best.distance());
                best = nearer == null ? best : nearer;
            }
        }
        return best == null
                ? null
                : new NearestMiss(best.trace().reference(), best.place(), describe(best, denied.part()));
    }

    private static int firstWithoutAllow(PolicySet set, PolicyLayer layer, List<StatementTrace> traces) {
        List<Integer> slots = set.slots().stream()
                .filter(slot -> slot.layer() == layer)
                .map(Slot::number)
                .toList();
        return slots.size() == 1
                ? slots.getFirst()
                : slots.stream()
                        .filter(slot -> traces.stream()
                                .noneMatch(trace ->
                                        trace.slot() == slot && trace.effect() == Effect.ALLOW && trace.applies()))
                        .findFirst()
                        .orElse(-1);
    }

    /**
     * {@return the statement when it failed in one place and is nearer than the limit} Asks the cheapest questions first:
     * of thousands of statements nearly all fall away before their conditions are asked.
     */
    private static @Nullable Candidate nearer(StatementTrace trace, AuthorizationPart part, int limit) {
        if (!trace.actionMatches()) {
            Candidate miss = pattern(trace, ACTION, trace.written().actions(), part.action(), part, limit);
            return miss != null && trace.resourceMatches() && trace.failingConditions() == 0 ? miss : null;
        }
        if (!trace.resourceMatches()) {
            PatternList resources = trace.written().resources();
            Candidate miss =
                    resources == null ? null : pattern(trace, RESOURCE, resources, part.resource(), part, limit);
            return miss != null && trace.failingConditions() == 0 ? miss : null;
        }
        return CONDITION_DISTANCE < limit && trace.failingConditions() == 1
                ? new Candidate(trace, CONDITION, "", CONDITION_DISTANCE)
                : null;
    }

    private static @Nullable Candidate pattern(
            StatementTrace trace,
            String place,
            PatternList patterns,
            String actual,
            AuthorizationPart part,
            int limit) {
        if (patterns.negated()) {
            return actual.length() < limit ? new Candidate(trace, place, "", actual.length()) : null;
        }
        String nearest = null;
        int bound = limit;
        for (PatternEntry entry : patterns.entries()) {
            String wanted = resolved(entry.text(), trace, part);
            // the distance is never less than the difference in length
            if (Math.abs(actual.length() - wanted.length()) < bound) {
                int distance = TextDifference.distance(actual, wanted);
                nearest = distance < bound ? wanted : nearest;
                bound = Math.min(bound, distance);
            }
        }
        return nearest == null ? null : new Candidate(trace, place, nearest, bound);
    }

    private static String resolved(String text, StatementTrace trace, AuthorizationPart part) {
        String resolved =
                text.contains("${") ? Template.parse(text, trace.hasVariables()).text(part.context()) : text;
        return resolved == null ? text : resolved;
    }

    private static String describe(Candidate candidate, AuthorizationPart part) {
        if (candidate.place().equals(CONDITION)) {
            return candidate.trace().conditions().stream()
                    .filter(each -> !each.holds())
                    .findFirst()
                    .map(NearestMissFinder::describe)
                    .orElse("a condition");
        }
        boolean action = candidate.place().equals(ACTION);
        String actual = action ? part.action() : part.resource();
        return candidate.wanted().isEmpty()
                ? "`" + actual + "` is excluded by Not" + (action ? "Action" : "Resource")
                : TextDifference.show(actual, candidate.wanted());
    }

    private static String describe(ConditionTrace failed) {
        String condition = failed.operator() + " on `" + failed.key() + "`";
        String wanted =
                failed.policyValues().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        if (failed.missing()) {
            return condition + " wants " + wanted + ", the request has no such key";
        }
        boolean one =
                failed.policyValues().size() == 1 && failed.requestValues().size() == 1;
        String seen =
                failed.requestValues().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        return one && !failed.operator().contains("Not")
                ? condition + ": "
                        + TextDifference.show(
                                failed.requestValues().getFirst(),
                                failed.policyValues().getFirst())
                : condition + " compares with " + wanted + ", the request has " + seen;
    }
}
