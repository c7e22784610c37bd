package dev.ostiary.gateway.store;

import dev.ostiary.policy.evaluation.PolicySet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered application. File {@code apps/**}{@code /<id>.yaml}.
 *
 * @param id the file's stem, {@code [a-z0-9][a-z0-9-]{1,62}}
 * @param enabled false is the kill switch: every token of the app gets 403
 * @param tags {@code aws:PrincipalTag/<key>} and session tags
 * @param upstream name of the upstream that serves the app
 * @param region the app's default Region, see {@link #regionAmong}; null when its file names none
 * @param regions Regions the app may use; empty means all of the upstream's
 * @param policyNames what the app's file lists, for people to read ({@code inline:<id>} for the inline document)
 * @param policies everything that decides for this app, compiled: identity, boundary and organization documents
 */
public record App(
        String id,
        String description,
        String owner,
        boolean enabled,
        Map<String, String> tags,
        String upstream,
        @Nullable String region,
        List<String> regions,
        List<AppIdentity> identities,
        List<String> policyNames,
        PolicySet policies,
        AppLimits limits) {

    public App {
        tags = Map.copyOf(tags);
        regions = List.copyOf(regions);
        identities = List.copyOf(identities);
        policyNames = List.copyOf(policyNames);
    }

    /**
     * Where calls go that name no Region: to the app's own, else to the first of its Regions that the upstream serves.
     *
     * @param served the upstream's Regions, the default first; not empty
     */
    public String regionAmong(List<String> served) {
        if (region != null) {
            return region;
        }
        return regions.stream().filter(served::contains).findFirst().orElse(served.getFirst());
    }
}
