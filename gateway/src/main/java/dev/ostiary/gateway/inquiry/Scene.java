package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.authorization.Principal;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.catalogue.CatalogueAccount;
import dev.ostiary.gateway.endpoints.Upstream;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.store.AccessReading.AccessContent;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.gateway.yaml.Spelling;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What answers are made from: access files, AWS accounts, and what was last known of their models. Read once by {@link SceneReader}.
 *
 * @param files where the access files were read
 * @param accounts the configured upstreams, or one made up from the command line
 * @param configured false: the one account stands for every upstream that an app may name, in every Region that it names
 * @param catalogueFile last good copies, which may be missing
 * @param notes what was taken for granted
 */
public record Scene(
        AccessContent access,
        Files files,
        TreeMap<String, Upstream> accounts,
        boolean configured,
        Path catalogueFile,
        List<String> notes) {

    /** A directory, and what the configuration says about what is in it. */
    public record Files(Path directory, AccessRules rules) {}

    /**
     * The same with other access files, which need not be written yet.
     *
     * @param edited contents by path relative to the directory, with {@code /}
     * @throws Impossible when these would not be loaded
     */
    public Scene withFiles(Map<String, byte[]> edited) {
        AccessContent content = SceneReader.content(files, edited);
        return new Scene(content, files, accounts, configured, catalogueFile, notes);
    }

    /** @throws Impossible when there is no such app */
    public App app(String id) {
        App app = access.apps().get(id);
        if (app == null) {
            throw new Impossible(
                    "there is no app `" + id + "`",
                    Spelling.suggestion(
                            id,
                            access.apps().keySet(),
                            "known are "
                                    + String.join(
                                            ", ", new TreeSet<>(access.apps().keySet()))));
        }
        return app;
    }

    /** By id. */
    public List<App> apps() {
        return List.copyOf(new TreeMap<>(access.apps()).values());
    }

    public Account account(App app) {
        Upstream only = upstream(app);
        if (configured) {
            return account(only, only.regions());
        }
        Set<String> regions = new LinkedHashSet<>(only.regions());
        if (app.region() != null) {
            regions.add(app.region());
        }
        regions.addAll(app.regions());
        return account(only, List.copyOf(regions));
    }

    /** Who the app's calls are to AWS. */
    Principal principal(App app) {
        Upstream upstream = upstream(app);
        Upstream.Role role = upstream.role();
        return new Principal(upstream.accountId(), role == null ? null : role.arn());
    }

    private Upstream upstream(App app) {
        Upstream upstream = configured
                ? accounts.get(app.upstream())
                : accounts.firstEntry().getValue();
        if (upstream == null) {
            throw new Impossible("app `" + app.id() + "` names no upstream: `" + app.upstream() + "`", "");
        }
        return upstream;
    }

    private static Account account(Upstream upstream, List<String> regions) {
        return new Account(upstream.name(), upstream.partition(), upstream.accountId(), regions);
    }

    Catalogue catalogue(Account account) {
        return Catalogue.lastKnown(
                catalogueFile,
                new CatalogueAccount(account.upstream(), account.partition(), account.accountId(), account.regions()));
    }

    /** The issuer of the app's tokens when it can be only one: its {@code iss}. */
    @Nullable
    String onlyIssuer(App app) {
        Set<String> names = app.identities().stream()
                .flatMap(identity -> identity.issuers().stream())
                .collect(Collectors.toSet());
        Issuer issuer =
                names.size() == 1 ? access.issuers().get(names.iterator().next()) : null;
        return issuer == null ? null : issuer.issuer();
    }
}
