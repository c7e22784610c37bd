package dev.ostiary.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.catalogue.Guardrail;
import dev.ostiary.emulator.catalogue.PromptRouter;
import dev.ostiary.emulator.exchange.Json;

/** The JSON forms of prompt routers and guardrails. */
final class AttachmentJson {
    private static final String DATE = "2026-01-15T00:00:00Z";

    private AttachmentJson() {}

    static ObjectNode router(PromptRouter router, String region, String account) {
        ObjectNode node = Json.object().put("promptRouterName", router.name());
        node.putObject("routingCriteria").put("responseQualityDifference", 25.0);
        node.put("description", "Chooses per prompt.")
                .put("createdAt", DATE)
                .put("updatedAt", DATE)
                .put("promptRouterArn", router.arn(region, account));
        ArrayNode models = node.putArray("models");
        router.models().forEach(model -> models.addObject().put("modelArn", model.arn(region)));
        node.putObject("fallbackModel").put("modelArn", router.fallback().arn(region));
        return node.put("status", "AVAILABLE").put("type", router.type());
    }

    static ObjectNode guardrail(Guardrail guardrail, String region, String account) {
        ObjectNode node = Json.object()
                .put("id", guardrail.id())
                .put("arn", guardrail.arn(region, account))
                .put("status", "READY")
                .put("name", guardrail.name())
                .put("version", "DRAFT")
                .put("createdAt", DATE)
                .put("updatedAt", DATE);
        if (!guardrail.profile().isEmpty()) {
            node.putObject("crossRegionDetails")
                    .put("guardrailProfileId", guardrail.profile())
                    .put(
                            "guardrailProfileArn",
                            "arn:aws:bedrock:" + region + ":" + account + ":guardrail-profile/" + guardrail.profile());
        }
        return node;
    }
}
