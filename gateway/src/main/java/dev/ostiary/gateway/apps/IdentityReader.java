package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one entry of an app's {@code identities}. */
final class IdentityReader {
    private static final Set<String> KEYS = Set.of("issuer", "claims", "condition");

    private final YamlObject entry;
    private final Set<String> knownIssuers;

    private IdentityReader(YamlObject entry, Set<String> knownIssuers) {
        this.entry = entry;
        this.knownIssuers = knownIssuers;
    }

    /** @param at where the entry stands, to name it when another app has the same */
    record LocatedIdentity(AppIdentity identity, Position at) {}

    static LocatedIdentity read(YamlObject entry, Position at, Set<String> knownIssuers) {
        return new LocatedIdentity(new IdentityReader(entry, knownIssuers).identity(), at);
    }

    private AppIdentity identity() {
        entry.allowOnly(KEYS);
        entry.require("issuer", "corp");
        if (!entry.has("condition")) {
            entry.require("claims", "{ azp: translator-prod }");
        }
        TokenCondition condition = IdentityConditionReader.read(entry);
        if (!entry.has("claims") && !condition.isNone() && !Pinning.pins(condition)) {
            entry.report(
                    entry.at("condition"),
                    "`condition` asks no claim for a value: tokens of strangers at the same issuer would be this app",
                    "add `claims`, or an operator such as StringEquals or StringLike without IfExists, ForAllValues, Not"
                            + " and a bare `*`");
        }
        return new AppIdentity(issuers(), claims(), condition);
    }

    private Set<String> issuers() {
        var issuers = new LinkedHashSet<String>();
        for (var text : entry.texts("issuer")) {
            String name = text.text();
            if (!knownIssuers.contains(name)) {
                entry.report(
                        text.at(),
                        "no issuer `" + name + "`: the file `issuers/" + name + ".yaml` does not exist",
                        Spelling.suggestion(name, knownIssuers, "create it, or correct the name"));
            }
            issuers.add(name);
        }
        return issuers;
    }

    private Map<ClaimPath, List<String>> claims() {
        var claims = new LinkedHashMap<ClaimPath, List<String>>();
        if (!entry.has("claims")) {
            return claims;
        }
        YamlObject written = entry.object("claims");
        if (written.entries().isEmpty() && entry.find("claims") instanceof YamlNode.ObjectNode) {
            entry.report(
                    entry.at("claims"),
                    "`claims` is empty: every token of the issuer would be this app",
                    "name at least one claim, for example `azp: translator-prod`");
        }
        for (YamlNode.Entry claim : written.entries()) {
            ClaimPath path =
                    ClaimPaths.parse(written, claim.keyAt(), claim.key(), new ClaimPath(claim.key(), List.of()));
            var values = written.texts(claim.key(), claim.value());
            for (var value : values) {
                if (value.text().contains("*")) {
                    written.report(
                            value.at(),
                            "`" + value.text() + "`: claims are compared as they are, there are no wildcards",
                            "write the whole value, a list of values, or a `condition` with StringLike");
                }
            }
            claims.put(path, values.stream().map(YamlObject.LocatedText::text).toList());
        }
        return claims;
    }
}
