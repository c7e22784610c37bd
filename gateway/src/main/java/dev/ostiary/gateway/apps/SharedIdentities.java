package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Two apps with one identity would make every such token nobody's. */
public final class SharedIdentities {
    private SharedIdentities() {}

    /** Tells the second file in name order. */
    public static void refuse(List<AppReader.LocatedApp> apps, Findings findings) {
        var owners = new HashMap<IdentityKey, AppReader.LocatedApp>();
        for (AppReader.LocatedApp app : apps) {
            for (var located : app.identities()) {
                AppReader.LocatedApp owner = owners.putIfAbsent(IdentityKey.of(located.identity()), app);
                if (owner != null && !owner.app().id().equals(app.app().id())) {
                    findings.add(
                            app.path(),
                            located.at(),
                            "the app `" + owner.app().id() + "` has the same identity (" + owner.path() + ")",
                            "a token must be one app: give one of them another claim");
                }
            }
        }
    }

    /** An identity without what makes no difference: spelling of paths, order and repetition of values. */
    private record IdentityKey(Set<String> issuers, Map<List<String>, Set<String>> claims, Set<Test> condition) {
        private record Test(String operator, List<String> claim, Set<String> values) {}

        static IdentityKey of(AppIdentity identity) {
            var claims = new HashMap<List<String>, Set<String>>();
            identity.claims().forEach((path, values) -> claims.put(path.steps(), Set.copyOf(values)));
            var condition = new HashSet<Test>();
            for (OperatorBlock block : identity.condition().blocks()) {
                for (KeyCondition key : block.keys()) {
                    var values = key.values().stream().map(ConditionValue::text).collect(Collectors.toSet());
                    condition.add(new Test(
                            block.operator(), TokenCondition.claim(key.key()).steps(), values));
                }
            }
            return new IdentityKey(identity.issuers(), claims, condition);
        }
    }
}
