package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.token.ClaimMatch;
import dev.ostiary.gateway.token.TokenContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the apps of a token without trying every identity: of each identity, the first claim path (in text order) is a key into a
 * table from expected values to candidates, and only candidates are compared in full. Identities of a condition alone have no such
 * key; they are tried one after the other.
 */
final class AppIndex {
    /** One identity of one app. */
    record Candidate(App app, int identityIndex, AppIdentity identity) {}

    private record Table(ClaimPath path, Map<String, List<Candidate>> byValue) {}

    /** What one issuer's tokens are compared with. */
    private record Shelf(Map<String, Table> tables, List<Candidate> withoutClaims, Map<String, ClaimPath> lookedAt) {
        Shelf() {
            this(new TreeMap<>(), new ArrayList<>(), new TreeMap<>());
        }
    }

    private static final Shelf NOTHING = new Shelf();

    private final Map<String, Shelf> byIssuer;

    private AppIndex(Map<String, Shelf> byIssuer) {
        this.byIssuer = byIssuer;
    }

    static AppIndex of(AccessSnapshot snapshot) {
        var shelves = new HashMap<String, Shelf>();
        for (App app : snapshot.apps().values()) {
            for (int i = 0; i < app.identities().size(); i++) {
                AppIdentity identity = app.identities().get(i);
                for (String issuer : identity.issuers()) {
                    put(shelves.computeIfAbsent(issuer, name -> new Shelf()), new Candidate(app, i, identity));
                }
            }
        }
        return new AppIndex(shelves);
    }

    private static void put(Shelf shelf, Candidate candidate) {
        AppIdentity identity = candidate.identity();
        if (identity.isAnybody()) {
            return;
        }
        identity.claims().keySet().forEach(path -> shelf.lookedAt().put(path.text(), path));
        identity.condition().claims().values().forEach(path -> shelf.lookedAt().put(path.text(), path));
        if (identity.claims().isEmpty()) {
            shelf.withoutClaims().add(candidate);
            return;
        }
        ClaimPath path = identity.claims().keySet().stream()
                .min(Comparator.comparing(ClaimPath::text))
                .orElseThrow();
        Table table = shelf.tables().computeIfAbsent(path.text(), text -> new Table(path, new HashMap<>()));
        for (String value : identity.claims().getOrDefault(path, List.of())) {
            table.byValue().computeIfAbsent(value, text -> new ArrayList<>()).add(candidate);
        }
    }

    /** The apps whose identities match, each with its first matching identity, in no order. More than one is the caller's problem. */
    List<Candidate> find(String issuer, Map<String, Object> claims) {
        var found = new ArrayList<Candidate>(1);
        eachWithTheClaims(issuer, claims, candidate -> {
            if (TokenContext.holds(candidate.identity().condition(), claims)) {
                add(candidate, found);
            }
        });
        return found;
    }

    /** The identities whose claims all match, whatever their conditions say; one may come several times. */
    void eachWithTheClaims(String issuer, Map<String, Object> claims, Consumer<Candidate> consumer) {
        Shelf shelf = byIssuer.getOrDefault(issuer, NOTHING);
        for (Table table : shelf.tables().values()) {
            Object value = table.path().find(claims);
            if (value instanceof List<?> items) {
                items.forEach(item -> eachOf(table, item, claims, consumer));
            } else {
                eachOf(table, value, claims, consumer);
            }
        }
        shelf.withoutClaims().forEach(consumer);
    }

    private static void eachOf(
            Table table, @Nullable Object value, Map<String, Object> claims, Consumer<Candidate> consumer) {
        if (!(value instanceof String text)) {
            return;
        }
        for (Candidate candidate : table.byValue().getOrDefault(text, List.of())) {
            if (claimsMatch(candidate.identity(), claims)) {
                consumer.accept(candidate);
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

    private static boolean claimsMatch(AppIdentity identity, Map<String, Object> claims) {
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
        return List.copyOf(byIssuer.getOrDefault(issuer, NOTHING).lookedAt().values());
    }
}
