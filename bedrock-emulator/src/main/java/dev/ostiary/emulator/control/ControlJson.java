package dev.ostiary.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.catalogue.FoundationModel;
import dev.ostiary.emulator.catalogue.InferenceProfile;
import dev.ostiary.emulator.exchange.Json;
import java.util.List;

/** The JSON forms of models and profiles. */
final class ControlJson {
    private static final String PROFILE_DATE = "2026-01-15T00:00:00Z";

    private ControlJson() {}

    static ObjectNode model(FoundationModel model, String region) {
        ObjectNode node = Json.object()
                .put("modelArn", model.arn(region))
                .put("modelId", model.id())
                .put("modelName", model.name())
                .put("providerName", model.provider());
        node.set("inputModalities", strings(model.capability().input()));
        node.set("outputModalities", strings(model.capability().output()));
        node.put("responseStreamingSupported", model.capability().streaming());
        node.set("customizationsSupported", strings(List.of()));
        node.set("inferenceTypesSupported", strings(model.capability().inferenceTypes()));
        FoundationModel.Lifecycle lifecycle = model.lifecycle();
        ObjectNode dates = node.putObject("modelLifecycle")
                .put("status", lifecycle.status().name());
        putIfKnown(dates, "startOfLifeTime", lifecycle.start());
        putIfKnown(dates, "legacyTime", lifecycle.legacy());
        putIfKnown(dates, "endOfLifeTime", lifecycle.endOfLife());
        return node;
    }

    static ObjectNode profile(InferenceProfile profile, String region, String account) {
        ObjectNode node = Json.object()
                .put("inferenceProfileName", profile.name())
                .put("description", "Routes requests to " + profile.model().name() + ".")
                .put("createdAt", PROFILE_DATE)
                .put("updatedAt", PROFILE_DATE)
                .put("inferenceProfileArn", profile.arn(region, account));
        ArrayNode models = node.putArray("models");
        profile.modelArns().forEach(arn -> models.addObject().put("modelArn", arn));
        return node.put("inferenceProfileId", profile.id())
                .put("status", "ACTIVE")
                .put("type", profile.type().name());
    }

    private static void putIfKnown(ObjectNode node, String member, String date) {
        if (!date.isEmpty()) {
            node.put(member, date);
        }
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = Json.array();
        values.forEach(array::add);
        return array;
    }
}
