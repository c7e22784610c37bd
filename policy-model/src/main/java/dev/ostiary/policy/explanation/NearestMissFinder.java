package dev.ostiary.policy.explanation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicyLayer;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.evaluation.StatementTrace;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PatternList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through the Allow statements of the layer that did not allow, for those that failed in exactly one place. */
final class NearestMissFinder {
    /** A failed condition counts as this many differing characters: nearer than another model, further than a typo. */
    private static final int CONDITION_DISTANCE = 12;

    private record Candidate(NearestMiss miss, int distance) {}

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
            Candidate candidate =
                    trace.slot() == slot && trace.effect() == Effect.ALLOW ? candidate(trace, denied.part()) : null;
            if (candidate != null && (best == null || candidate.distance() < best.distance())) {
                best = candidate;
            }
        }
        return best == null ? null : best.miss();
    }

    private static int firstWithoutAllow(PolicySet set, PolicyLayer layer, List<StatementTrace> traces) {
        return set.slots().stream()
                .filter(slot -> slot.layer() == layer)
                .filter(slot -> traces.stream()
                        .noneMatch(trace ->
                                trace.slot() == slot.number() && trace.effect() == Effect.ALLOW && trace.applies()))
                .findFirst()
                .map(slot -> slot.number())
                .orElse(-1);
    }

    private static @Nullable Candidate candidate(StatementTrace trace, AuthorizationPart part) {
        boolean action = trace.actionMatches();
        boolean resource = trace.resourceMatches();
        int conditions = trace.failingConditions();
        if (!action && resource && conditions == 0) {
            return pattern(trace, "action", trace.written().actions(), part);
        }
        if (action && !resource && conditions == 0) {
            return pattern(
                    trace, "resource", Objects.requireNonNull(trace.written().resources()), part);
        }
        return action && resource && conditions == 1 ? condition(trace) : null;
    }

    private static @Nullable Candidate pattern(
            StatementTrace trace, String place, PatternList patterns, AuthorizationPart part) {
        String actual = place.equals("action") ? part.action() : part.resource();
        if (patterns.negated()) {
            String difference =
                    "`" + actual + "` is excluded by Not" + (place.equals("action") ? "Action" : "Resource");
            return new Candidate(new NearestMiss(trace.reference(), place, difference), actual.length());
        }
        Candidate best = null;
        for (String text : patterns.texts()) {
            String resolved = Template.parse(text, trace.hasVariables()).text(part.context());
            String wanted = resolved == null ? text : resolved;
            int distance = TextDifference.distance(AsciiCase.lower(actual), AsciiCase.lower(wanted));
            if (best == null || distance < best.distance()) {
                String difference = TextDifference.show(actual, wanted);
                best = new Candidate(new NearestMiss(trace.reference(), place, difference), distance);
            }
        }
        return best;
    }

    private static @Nullable Candidate condition(StatementTrace trace) {
        return trace.conditions().stream()
                .filter(each -> !each.holds())
                .findFirst()
                .map(failed -> new Candidate(
                        new NearestMiss(trace.reference(), "condition", describe(failed)), CONDITION_DISTANCE))
                .orElse(null);
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
