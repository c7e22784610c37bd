package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.Guardrail;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.route.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must be allowed to apply a guardrail: the guardrail, and for one that the catalogue knows to be a cross-Region one its guardrail
 * profile in every Region that may evaluate it (AWS: permissions for using cross-Region inference with guardrails).
 */
final class GuardrailResources {
    private static final String ACTION = Operation.APPLY_GUARDRAIL.action();

    /**
     * By the first word of a guardrail profile's id. No API tells them (AWS user guide, "Supported Regions for cross-Region guardrail
     * inference", 2026); of a profile that is not here only the source Region is asked.
     */
    private static final Map<String, List<String>> DESTINATIONS = Map.of(
            "us", List.of("us-east-1", "us-east-2", "us-west-2"),
            "us-gov", List.of("us-gov-east-1", "us-gov-west-1"),
            "eu", List.of("eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"));

    private GuardrailResources() {}

    static List<ResourceUse> of(Guardrail guardrail, Begun begun, Catalogue catalogue) {
        String here = begun.region();
        List<ResourceUse> uses = new ArrayList<>();
        uses.add(ResourceUse.direct(ACTION, guardrail.arn(), here));
        CrossRegionGuardrail known = catalogue.region(here).findGuardrail(guardrail.arn());
        if (known != null) {
            String id = known.profileId();
            uses.add(profile(id, here, begun.account()));
            String area = id.substring(0, Math.max(0, id.indexOf('.')));
            for (String region : DESTINATIONS.getOrDefault(area, List.of())) {
                if (!region.equals(here)) {
                    uses.add(profile(id, region, begun.account()));
                }
            }
        }
        return uses;
    }

    private static ResourceUse profile(String id, String region, Account account) {
        return ResourceUse.direct(ACTION, account.arn(region, "guardrail-profile/" + id), region);
    }
}
