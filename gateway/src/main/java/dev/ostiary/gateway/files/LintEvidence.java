package dev.ostiary.gateway.files;

import dev.ostiary.policy.review.GatewayCalls;
import dev.ostiary.policy.review.UsageRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What lint may look at beside the access files.
 *
 * @param role every document of the gateway's own role; empty when nobody named one, then nothing is said about it
 * @param calls how the gateway calls AWS
 * @param usage what each app was seen to use, by its id; nothing is said about the use of an app that is not in it
 */
public record LintEvidence(List<RoleFile> role, GatewayCalls calls, Map<String, UsageRecord> usage) {
    private static final Predicate<String> NO_KEY = key -> false;

    /** Nothing but the files. */
    public static final LintEvidence NONE = new LintEvidence(
            List.of(), new GatewayCalls(NO_KEY, NO_KEY, List.of(), List.of(), GatewayCalls.AtHome.UNKNOWN), Map.of());

    public LintEvidence {
        role = List.copyOf(role);
        usage = Map.copyOf(usage);
    }
}
