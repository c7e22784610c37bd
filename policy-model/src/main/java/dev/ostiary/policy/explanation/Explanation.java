package dev.ostiary.policy.explanation;

import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicySet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is allowed or refused. Costs time in proportion to all statements, so it is made for people and for refusals,
 * not for every request.
 *
 * @param decision exactly what {@link PolicySet#decide} says
 * @param parts one per part of the call, in the order given
 * @param nearestMiss for an implicit deny the Allow statement that failed in exactly one place and came closest; null
 *     when there is none
 */
public record Explanation(
        Decision decision,
        List<PartExplanation> parts,
        @Nullable NearestMiss nearestMiss) {
    private static final int LONGEST_HINT = 300;

    public Explanation {
        parts = List.copyOf(parts);
    }

    /**
     * {@return the explanation of this call}
     *
     * @param parts at least one, in the order in which a refusal names them
     * @throws IllegalArgumentException when there is no part
     */
    public static Explanation of(PolicySet set, List<AuthorizationPart> parts) {
        Decision decision = set.decide(parts);
        List<PartExplanation> explained =
                parts.stream().map(part -> PartExplanation.of(set, part)).toList();
        return new Explanation(decision, explained, NearestMissFinder.find(set, decision));
    }

    /**
     * {@return one line of at most 300 characters for the refusal of this decision: the deciding statement or the nearest
     * miss, else what to add} Much cheaper than a whole explanation, but for an implicit deny its time still grows with the
     * number of statements (some 0.1 microseconds each). Empty for an allowed call.
     *
     * @param set the policies that decided
     * @param decision what they said; a decision of other policies gives a hint that means nothing
     */
    public static String hint(PolicySet set, Decision decision) {
        return shorten(
                switch (decision) {
                    case Decision.Allowed ignored -> "";
                    case Decision.Denied denied -> hint(set, denied);
                });
    }

    private static String hint(PolicySet set, Decision.Denied denied) {
        if (denied.statement() != null) {
            return "denied by " + denied.statement().text();
        }
        NearestMiss miss = NearestMissFinder.find(set, denied);
        return miss != null
                ? miss.oneLine()
                : "no statement of the " + denied.layer().text() + " layer comes near; it needs an Allow of "
                        + denied.part().action() + " on " + denied.part().resource();
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_HINT
                ? text
                : text.substring(0, TextDifference.border(text, LONGEST_HINT - 1)) + "…";
    }
}
