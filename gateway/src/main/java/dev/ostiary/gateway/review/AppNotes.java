package dev.ostiary.gateway.review;

import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.AppLimits;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.NamedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What changed in an app's file beside its policies. */
final class AppNotes {
    private static final String TAG_KEY = "aws:principaltag/";

    private final App before;
    private final App after;
    private final List<Note> notes = new ArrayList<>();

    private AppNotes(App before, App after) {
        this.before = before;
        this.after = after;
    }

    static List<Note> of(App before, App after) {
        var notes = new AppNotes(before, after);
        notes.callers();
        notes.places();
        notes.tags();
        notes.limits();
        return notes.notes;
    }

    private void callers() {
        if (before.enabled() != after.enabled()) {
            notes.add(new Note(after.enabled() ? "is enabled now" : "is disabled now", false));
        }
        after.identities().stream()
                .filter(identity -> !before.identities().contains(identity))
                .forEach(identity -> notes.add(new Note("new identity: " + text(identity), true)));
        before.identities().stream()
                .filter(identity -> !after.identities().contains(identity))
                .forEach(identity -> notes.add(new Note("identity taken away: " + text(identity), false)));
    }

    private void places() {
        if (!before.upstream().equals(after.upstream())) {
            String change = "`" + before.upstream() + "` -> `" + after.upstream() + "`";
            notes.add(new Note("upstream " + change + ": another account may be called", true));
        }
        if (!before.regions().equals(after.regions())) {
            boolean wider = after.regions().isEmpty()
                    || !(before.regions().isEmpty() || before.regions().containsAll(after.regions()));
            notes.add(new Note("regions " + regions(before) + " -> " + regions(after), wider));
        }
        String old = defaultRegion(before.region());
        String now = defaultRegion(after.region());
        if (!old.equals(now)) {
            notes.add(new Note("default Region " + old + " -> " + now, false));
        }
    }

    /** A tag is the value of a condition key: the comparison of the documents takes any value of it for possible. */
    private void tags() {
        if (before.tags().equals(after.tags())) {
            return;
        }
        boolean matter = Stream.of(before, after)
                .flatMap(app -> app.policies().slots().stream())
                .flatMap(slot -> slot.policies().stream())
                .anyMatch(AppNotes::asksForTags);
        notes.add(
                matter
                        ? new Note("tags are changed, and policies ask for them: not compared", true)
                        : new Note("tags are changed; no policy asks for them", false));
    }

    private static boolean asksForTags(NamedPolicy policy) {
        return PolicyWriter.writeCompact(policy.document())
                .toLowerCase(Locale.ROOT)
                .contains(TAG_KEY);
    }

    private void limits() {
        AppLimits old = before.limits();
        AppLimits now = after.limits();
        limit("requests-per-minute", old.requestsPerMinute(), now.requestsPerMinute());
        limit("concurrency", old.concurrency(), now.concurrency());
    }

    private void limit(String name, int old, int now) {
        if (old != now) {
            notes.add(new Note("limit " + name + " " + count(old) + " -> " + count(now), false));
        }
    }

    private static String count(int limit) {
        return limit == 0 ? "none" : Integer.toString(limit);
    }

    private static String regions(App app) {
        return app.regions().isEmpty() ? "all of the upstream" : String.join(", ", app.regions());
    }

    private static String defaultRegion(@Nullable String region) {
        return region == null ? "the upstream's" : region;
    }

    private static String text(AppIdentity identity) {
        var claims = identity.claims().entrySet().stream()
                .map(claim -> claim.getKey() + "=" + String.join("|", claim.getValue()))
                .sorted()
                .toList();
        return "issuer " + String.join("|", identity.issuers().stream().sorted().toList()) + ", "
                + String.join(", ", claims);
    }
}
