package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.gateway.token.Printable;
import dev.ostiary.gateway.token.TokenContext;
import dev.ostiary.policy.condition.ConditionTrace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of the identities whose claims match a token, the one whose condition comes nearest to holding. Mutable, for one search. Looks at
 * the first {@value #MOST} only: the search runs on the event loop, for a token that is refused.
 */
final class NearMiss {
    private static final int MOST = 100;

    private final Map<String, Object> claims;
    private int seen;
    private @Nullable List<ConditionTrace> nearest;

    private NearMiss(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** What to tell the developer; empty when no identity got as far as its condition. Names no value that would have matched. */
    static String tell(AppIndex apps, String issuer, Map<String, Object> claims) {
        var search = new NearMiss(claims);
        apps.eachWithTheClaims(
                issuer, claims, candidate -> search.take(candidate.identity().condition()));
        return search.text();
    }

    private void take(TokenCondition condition) {
        if (condition.isNone() || ++seen > MOST) {
            return;
        }
        List<ConditionTrace> failing = TokenContext.failing(condition, claims);
        if (!failing.isEmpty() && (nearest == null || failing.size() < nearest.size())) {
            nearest = failing;
        }
    }

    private String text() {
        if (nearest == null) {
            return "";
        }
        ConditionTrace first = nearest.getFirst();
        return "nearest is an identity whose condition fails: `" + first.operator() + "` on "
                + Printable.quote(first.key())
                + (nearest.size() > 1 ? " and " + (nearest.size() - 1) + " more" : "");
    }
}
