package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.authorization.Principal;
import dev.ostiary.gateway.credentials.SessionNames;
import dev.ostiary.gateway.credentials.SessionRecipe;
import dev.ostiary.gateway.endpoints.Upstream;
import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.store.App;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Which AWS account serves an app, and as whom. Immutable. */
public final class Accounts {
    private final Upstreams upstreams;
    private final Map<String, Account> accounts;
    private final String defaultRegion;

    public Accounts(Upstreams upstreams) {
        this.upstreams = upstreams;
        var byName = new TreeMap<String, Account>();
        upstreams.byName().forEach((name, upstream) -> byName.put(name, account(upstream)));
        this.accounts = Map.copyOf(byName);
        this.defaultRegion = byName.values().stream()
                .min(Comparator.comparing(one -> !one.upstream().equals("default")))
                .map(one -> one.regions().getFirst())
                .orElse("none");
    }

    private static Account account(Upstream upstream) {
        return new Account(upstream.name(), upstream.partition(), upstream.accountId(), upstream.regions());
    }

    /** @throws IllegalArgumentException when the app names no upstream; access files with such an app do not load */
    Account of(App app) {
        Account account = accounts.get(app.upstream());
        if (account == null) {
            throw new IllegalArgumentException("app `" + app.id() + "` names no upstream: `" + app.upstream() + "`");
        }
        return account;
    }

    /** The first Region of the upstream {@code default}, or of the first one there is. */
    String defaultRegion() {
        return defaultRegion;
    }

    /** The app's own default Region, else the first of its upstream that it may use. */
    String defaultRegion(App app) {
        return of(app).defaultRegion(app);
    }

    /** Who an app's calls are to AWS. */
    Principal principal(App app) {
        Upstream.Role role = upstreams.get(app.upstream()).role();
        return new Principal(of(app).accountId(), role == null ? null : role.arn());
    }

    /** Everything that makes the app's session: one per app where the upstream has a role, else the gateway's own credentials. */
    SessionRecipe recipe(App app, String region) {
        Upstream.Role role = upstreams.get(app.upstream()).role();
        return role == null
                ? SessionRecipe.own(app.upstream(), region)
                : new SessionRecipe(
                        app.upstream(),
                        role.arn(),
                        role.externalId(),
                        SessionNames.of(app.id()),
                        app.tags(),
                        null,
                        region);
    }
}
