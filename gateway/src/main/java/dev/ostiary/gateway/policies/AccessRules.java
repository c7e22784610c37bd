package dev.ostiary.gateway.policies;

import java.util.List;
import java.util.Map;

/**
 * What the gateway's configuration says about access files.
 *
 * @param organizationFullAccess each organization level has an implied FullAWSAccess
 * @param plaintextAllowed issuers beyond loopback may be asked by plain http
 * @param upstreams the configured upstreams and their Regions; empty means unknown, then apps' upstreams and Regions are checked
 *     for their form only
 * @param lint how policies are linted
 */
public record AccessRules(
        boolean organizationFullAccess, boolean plaintextAllowed, Map<String, List<String>> upstreams, LintRules lint) {
    /** What holds when no configuration is at hand, as in {@code ostiary validate}. */
    public static final AccessRules DEFAULT = new AccessRules(true, false, Map.of());

    public AccessRules {
        upstreams = Map.copyOf(upstreams);
    }

    /** Rules with lint as it is by default. */
    public AccessRules(boolean organizationFullAccess, boolean plaintextAllowed, Map<String, List<String>> upstreams) {
        this(organizationFullAccess, plaintextAllowed, upstreams, LintRules.DEFAULT);
    }

    public AccessRules with(LintRules rules) {
        return new AccessRules(organizationFullAccess, plaintextAllowed, upstreams, rules);
    }
}
