package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.FormatVersion;
import dev.ostiary.gateway.policies.LayerLint;
import dev.ostiary.gateway.policies.PolicyShelf;
import dev.ostiary.gateway.policies.PolicySource;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppLimits;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.NamedPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code apps/**}{@code /<id>.yaml}. */
public final class AppReader {
    private static final Set<String> KEYS = Set.of(
            "version",
            "app",
            "description",
            "owner",
            "enabled",
            "tags",
            "upstream",
            "region",
            "regions",
            "identities",
            "policies",
            "policy",
            "boundary",
            "limits",
            "budgets");
    private static final String REGION = "[a-z]{2,4}(-[a-z]+)+-\\d{1,2}";

    private final String stem;
    private final YamlObject file;
    private final Findings findings;
    private final Surroundings around;

    private AppReader(String stem, YamlObject file, Findings findings, Surroundings around) {
        this.stem = stem;
        this.file = file;
        this.findings = findings;
        this.around = around;
    }

    /** What an app's file refers to. */
    public record Surroundings(Set<String> issuers, PolicyShelf policies, AccessRules rules) {}

    /** @param identities the app's own, with their places */
    public record LocatedApp(String path, App app, List<IdentityReader.LocatedIdentity> identities) {}

    /** The app, or null when {@code findings} has grown. */
    public static @Nullable LocatedApp read(
            String stem, String path, YamlNode node, Surroundings around, Findings findings) {
        int before = findings.size();
        var identities = new ArrayList<IdentityReader.LocatedIdentity>();
        App app = new AppReader(stem, YamlObject.of(path, node, findings), findings, around).app(identities);
        return findings.size() == before ? new LocatedApp(path, app, identities) : null;
    }

    private App app(List<IdentityReader.LocatedIdentity> identities) {
        file.allowOnly(KEYS);
        FormatVersion.check(file);
        identities.addAll(file.items("identities", this::identity));
        refuseBudgets();
        String description = file.text("description");
        String owner = file.text("owner");
        String upstream = upstream();
        List<String> regions = regions(upstream);
        var names = new ArrayList<String>();
        PolicySet policies = policies(names);
        return new App(
                id(),
                description == null ? "" : description,
                owner == null ? "" : owner,
                file.flag("enabled", true),
                AppTags.read(file, file.object("tags")),
                upstream,
                region(upstream, regions),
                regions,
                identities.stream()
                        .map(IdentityReader.LocatedIdentity::identity)
                        .toList(),
                names,
                policies,
                limits());
    }

    private IdentityReader.LocatedIdentity identity(YamlNode node) {
        return IdentityReader.read(YamlObject.of(file.file(), node, findings), node.at(), around.issuers());
    }

    private String id() {
        file.require("app", stem);
        String id = file.text("app");
        if (id != null && !id.equals(stem)) {
            file.report(
                    file.at("app"),
                    "`app` is `" + id + "`, but the file is `" + stem + ".yaml`",
                    "let both be the same: the file's name is the app's id");
        }
        return stem;
    }

    private void refuseBudgets() {
        if (file.has("budgets")) {
            file.report(
                    file.keyAt("budgets"),
                    "budgets are not enforced by this version",
                    "leave `budgets` out: a budget that does not count would be a false promise");
        }
    }

    private String upstream() {
        String upstream = file.text("upstream");
        String name = upstream == null ? "default" : upstream;
        if (!name.matches("[a-z0-9]+")) {
            file.report(file.at("upstream"), "`" + name + "` is not an upstream's name", "expected [a-z0-9]+");
        } else if (!around.rules().upstreams().isEmpty()
                && !around.rules().upstreams().containsKey(name)) {
            Set<String> known = around.rules().upstreams().keySet();
            file.report(
                    file.at("upstream"),
                    "no upstream `" + name + "` is configured",
                    Spelling.suggestion(
                            name, known, "configure `ostiary.upstreams." + name + ".account-id` and `.regions`"));
        }
        return name;
    }

    private @Nullable String region(String upstream, List<String> regions) {
        String region = file.text("region");
        if (region != null) {
            checkRegion(region, new YamlObject.LocatedText(region, file.at("region")), upstream);
            if (!regions.isEmpty() && !regions.contains(region)) {
                file.report(
                        file.at("region"),
                        "`region` `" + region + "` is not among the app's `regions`",
                        "add it there");
            }
        }
        return region;
    }

    private List<String> regions(String upstream) {
        var regions = file.texts("regions");
        regions.forEach(region -> checkRegion(region.text(), region, upstream));
        return regions.stream().map(YamlObject.LocatedText::text).distinct().toList();
    }

    private void checkRegion(String region, YamlObject.LocatedText where, String upstream) {
        List<String> allowed = around.rules().upstreams().getOrDefault(upstream, List.of());
        if (!region.matches(REGION)) {
            file.report(where.at(), "`" + region + "` is not an AWS Region", "write for example us-east-1");
        } else if (!allowed.isEmpty() && !allowed.contains(region)) {
            file.report(
                    where.at(),
                    "Region `" + region + "` is not configured for upstream `" + upstream + "`",
                    Spelling.suggestion(region, allowed, "its Regions are " + String.join(", ", allowed)));
        }
    }

    private PolicySet policies(List<String> names) {
        PolicyShelf shelf = around.policies();
        var identity = new ArrayList<NamedPolicy>();
        var seen = new HashSet<String>();
        boolean none = file.find("policies") instanceof YamlNode.ListNode list
                && list.items().isEmpty();
        for (var reference : none ? List.<YamlObject.LocatedText>of() : file.texts("policies")) {
            if (!seen.add(reference.text())) {
                file.report(reference.at(), "policy `" + reference.text() + "` is listed twice", "keep one of them");
            }
            names.add(reference.text());
            shelf.find(reference, file).ifPresent(identity::add);
        }
        YamlNode inline = file.find("policy");
        if (inline != null && !allowsNothing(inline)) {
            String name = PolicyShelf.inlineName(stem);
            names.add(name);
            shelf.readInline(PolicySource.ofYaml(file.file(), inline), identity)
                    .ifPresent(document -> identity.add(new NamedPolicy(name, document)));
        }
        String boundary = file.text("boundary");
        shelf.noteUse(identity, boundary);
        var layers = new PolicyLayers(identity, boundary(boundary, shelf), shelf.organizationLevels(), null);
        shelf.noteLayers(new LayerLint.LayeredApp(stem, file.file(), layers));
        return PolicySet.compile(layers);
    }

    /** An inline document without statements is how a file says "none yet"; AWS would refuse to store one. */
    private static boolean allowsNothing(YamlNode inline) {
        return inline instanceof YamlNode.ObjectNode object
                && object.entries().stream()
                        .anyMatch(entry -> entry.key().equals("Statement")
                                && entry.value() instanceof YamlNode.ListNode list
                                && list.items().isEmpty())
                && object.entries().stream()
                        .allMatch(entry ->
                                entry.key().equals("Statement") || entry.key().equals("Version"));
    }

    /** Null when the app has none. A boundary that is named and missing is a finding, so the empty list is never used. */
    private @Nullable List<NamedPolicy> boundary(@Nullable String name, PolicyShelf shelf) {
        if (name == null) {
            return null;
        }
        return shelf.find(new YamlObject.LocatedText(name, file.at("boundary")), file).stream()
                .toList();
    }

    private AppLimits limits() {
        YamlObject limits = file.object("limits");
        limits.allowOnly(Set.of("requests-per-minute", "tokens-per-minute", "concurrency"));
        if (limits.has("tokens-per-minute")) {
            limits.report(
                    limits.keyAt("tokens-per-minute"),
                    "`tokens-per-minute` is not enforced by this version",
                    "leave it out, and limit `requests-per-minute` or `concurrency`");
        }
        return new AppLimits(limits.count("requests-per-minute"), limits.count("concurrency"));
    }

    /** The app ids of these files, whether their content is good or not. */
    public static boolean isId(String stem) {
        return stem.matches("[a-z0-9][a-z0-9-]{1,62}");
    }
}
