package dev.ostiary.gateway.review;

import dev.ostiary.gateway.store.AccessReading.AccessContent;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.evaluation.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a new access directory grants more or less than an old one.
 *
 * @param apps every app of either directory, by id
 * @param issuers what changed about who may issue tokens
 */
public record AccessDifference(List<AppDifference> apps, List<Note> issuers) {
    private static final PolicySet NOTHING = PolicySet.ofIdentity(List.of());

    public AccessDifference {
        apps = List.copyOf(apps);
        issuers = List.copyOf(issuers);
    }

    /** Proves or refutes, app by app; some seconds for large policies. */
    public static AccessDifference between(AccessContent before, AccessContent after, AccessComparer comparer) {
        Set<String> ids = new TreeSet<>(before.apps().keySet());
        ids.addAll(after.apps().keySet());
        var apps = ids.stream()
                .map(id -> app(id, before.apps().get(id), after.apps().get(id), comparer))
                .toList();
        return new AccessDifference(apps, issuers(before.issuers(), after.issuers()));
    }

    public boolean mayGainAccess() {
        return apps.stream().anyMatch(AppDifference::mayGainAccess)
                || issuers.stream().anyMatch(Note::widens);
    }

    private static AppDifference app(String id, @Nullable App before, @Nullable App after, AccessComparer comparer) {
        PolicySet old = before == null || !before.enabled() ? NOTHING : before.policies();
        PolicySet now = after == null || !after.enabled() ? NOTHING : after.policies();
        ComparisonResult more = comparer.grantsNoMore(old, now);
        ComparisonResult less = comparer.grantsNoMore(now, old);
        List<Note> notes = before == null || after == null ? List.of() : AppNotes.of(before, after);
        return new AppDifference(id, fate(before, after), old, now, more, less, notes);
    }

    private static AppDifference.Fate fate(@Nullable App before, @Nullable App after) {
        if (before == null) {
            return AppDifference.Fate.NEW;
        }
        return after == null ? AppDifference.Fate.REMOVED : AppDifference.Fate.KEPT;
    }

    /** A new issuer lets nobody in before an app's identity names it; a changed one may, and nobody proves that it does not. */
    private static List<Note> issuers(Map<String, Issuer> before, Map<String, Issuer> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var notes = new ArrayList<Note>();
        for (String name : names) {
            Issuer old = before.get(name);
            Issuer now = after.get(name);
            if (old == null) {
                notes.add(new Note("issuer `" + name + "` is new", false));
            } else if (now == null) {
                notes.add(new Note("issuer `" + name + "` is removed", false));
            } else if (!old.equals(now)) {
                notes.add(new Note("issuer `" + name + "` is changed: other tokens may be accepted", true));
            }
        }
        return notes;
    }
}
