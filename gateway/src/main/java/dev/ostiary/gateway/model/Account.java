package dev.ostiary.gateway.model;

import dev.ostiary.gateway.store.App;
import java.util.List;

/**
 * The AWS account behind an upstream: what completes the ARNs.
 *
 * @param upstream the upstream's name in the configuration
 * @param partition {@code aws}, {@code aws-us-gov}, …
 * @param accountId twelve digits
 * @param regions Regions that may be called, the default first; never empty
 */
public record Account(String upstream, String partition, String accountId, List<String> regions) {
    public Account {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("upstream `" + upstream + "` has no Region");
        }
    }

    /** Where the app's calls go that name no Region. */
    public String defaultRegion(App app) {
        return app.regionAmong(regions);
    }

    /** {@return an ARN of this account: {@code arn:P:bedrock:REGION:ACCOUNT:RESOURCE}} */
    public String arn(String region, String resource) {
        return "arn:" + partition + ":bedrock:" + region + ":" + accountId + ":" + resource;
    }
}
