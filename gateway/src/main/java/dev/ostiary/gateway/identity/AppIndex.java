package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.ClaimPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the apps of a token without trying every identity: of each identity, the first claim path (in text order) is a key into a
 * table from expected values to candidates, and only candidates are compared in full.
 */
final class AppIndex {
    /** One identity of one app. */
    record Candidate(App app, int identityIndex, AppIdentity identity) {}

    private record Table(ClaimPath path, Map<String, List<Candidate>> byValue) {}

    private final Map<String, List<Table>> byIssuer;
    private final Map<String, List<ClaimPath>> lookedAt;

    private AppIndex(Map<String, List<Table>> byIssuer, Map<String, List<ClaimPath>> lookedAt) {
        this.byIssuer = byIssuer;
        this.lookedAt = lookedAt;
    }

    static AppIndex of(AccessSnapshot snapshot) {
        var tables = new TreeMap<String, TreeMap<String, Table>>();
        var paths = new TreeMap<String, TreeMap<String, ClaimPath>>();
        for (App app : snapshot.apps().values()) {
            for (int i = 0; i < app.identities().size(); i++) {
                AppIdentity identity = app.identities().get(i);
                for (String issuer : identity.issuers()) {
                    put(tables.computeIfAbsent(issuer, name -> new TreeMap<>()), new Candidate(app, i, identity));
                    var seen = paths.computeIfAbsent(issuer, name -> new TreeMap<>());
                    identity.claims().keySet().forEach(path -> seen.put(path.text(), path));
                }
            }
        }
        var byIssuer = new HashMap<String, List<Table>>();
        tables.forEach((issuer, table) -> byIssuer.put(issuer, List.copyOf(table.values())));
        var lookedAt = new HashMap<String, List<ClaimPath>>();
        paths.forEach((issuer, seen) -> lookedAt.put(issuer, List.copyOf(seen.values())));
        return new AppIndex(byIssuer, lookedAt);
    }

    private static void put(Map<String, Table> tables, Candidate candidate) {
        // an identity without claims would be everybody: it has no entry, so it is nobody
        candidate.identity().claims().keySet().stream()
                .min(Comparator.comparing(ClaimPath::text))
                .ifPresent(path -> {
                    Table table = tables.computeIfAbsent(path.text(), text -> new Table(path, new HashMap<>()));
                    for (String value : candidate.identity().claims().getOrDefault(path, List.of())) {
                        table.byValue()
                                .computeIfAbsent(value, text -> new ArrayList<>())
                                .add(candidate);
                    }
                });
    }

    /** The apps whose identities match, each with its first matching identity, in no order. More than one is the caller's problem. */
    List<Candidate> find(String issuer, Map<String, Object> claims) {
        var found = new ArrayList<Candidate>(1);
        for (Table table : byIssuer.getOrDefault(issuer, List.of())) {
            Object value = table.path().find(claims);
            if (value instanceof List<?> items) {
                items.forEach(item -> collect(table, item, claims, found));
            } else {
                collect(table, value, claims, found);
            }
        }
        return found;
    }

    private static void collect(
            Table table, @Nullable Object value, Map<String, Object> claims, List<Candidate> found) {
        String text = ClaimMatch.text(value);
        if (text == null) {
            return;
        }
        for (Candidate candidate : table.byValue().getOrDefault(text, List.of())) {
            if (matches(candidate.identity(), claims)) {
                add(candidate, found);
            }
        }
    }

    private static void add(Candidate candidate, List<Candidate> found) {
        for (int i = 0; i < found.size(); i++) {
            Candidate known = found.get(i);
            if (known.app() == candidate.app()) {
                found.set(i, known.identityIndex() <= candidate.identityIndex() ? known : candidate);
                return;
            }
        }
        found.add(candidate);
    }

    /** Everything that one identity asks for; its IAM `condition` belongs here once it is read from the access files. */
    private static boolean matches(AppIdentity identity, Map<String, Object> claims) {
        for (Map.Entry<ClaimPath, List<String>> expected : identity.claims().entrySet()) {
            Object value = expected.getKey().find(claims);
            if (expected.getValue().stream().noneMatch(text -> ClaimMatch.matches(value, text))) {
                return false;
            }
        }
        return true;
    }

    /** The claim paths that identities of this issuer name, in text order: what a developer is told when none matched. */
    List<ClaimPath> lookedAt(String issuer) {
        return lookedAt.getOrDefault(issuer, List.of());
    }
}
