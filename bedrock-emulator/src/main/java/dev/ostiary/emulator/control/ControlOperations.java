package dev.ostiary.emulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.catalogue.Catalogue;
import dev.ostiary.emulator.catalogue.FoundationModel;
import dev.ostiary.emulator.catalogue.InferenceProfile;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Json;
import java.util.List;
import java.util.Optional;

/** Model discovery: what exists in a Region, and through which profiles it can be called. */
public final class ControlOperations {
    private final Catalogue catalogue;
    private final String account;

    public ControlOperations(Catalogue catalogue, String account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    public Answer listFoundationModels(Call call) {
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("modelSummaries");
        catalogue.models().stream()
                .filter(model -> model.isIn(call.region()))
                .filter(model -> model.lifecycle().status() != FoundationModel.Status.END_OF_LIFE)
                .filter(model -> asked(call, "byProvider", List.of(model.provider())))
                .filter(model ->
                        asked(call, "byOutputModality", model.capability().output()))
                .filter(model ->
                        asked(call, "byInferenceType", model.capability().inferenceTypes()))
                .filter(model -> asked(call, "byCustomizationType", List.of()))
                .forEach(model -> summaries.add(ControlJson.model(model, call.region())));
        return Answer.json(answer);
    }

    /** Whether the query asks for nothing here, or for one of these values. */
    private static boolean asked(Call call, String parameter, List<String> values) {
        return call.target()
                .parameter(parameter)
                .map(wanted -> values.stream().anyMatch(wanted::equalsIgnoreCase))
                .orElse(true);
    }

    public Answer getFoundationModel(Call call) {
        return find(call)
                .map(model -> {
                    ObjectNode answer = Json.object();
                    answer.set("modelDetails", ControlJson.model(model, call.region()));
                    return Answer.json(answer);
                })
                .orElseGet(() -> AwsError.notFound(
                                "Could not resolve the foundation model from the provided model identifier.")
                        .toAnswer());
    }

    public Answer getAvailability(Call call) {
        boolean here = find(call).isPresent();
        boolean somewhere =
                here || catalogue.models().stream().anyMatch(model -> model.id().equals(call.argument(0)));
        if (!somewhere) {
            return AwsError.validation("The provided model identifier is invalid.")
                    .toAnswer();
        }
        ObjectNode answer = Json.object().put("modelId", call.argument(0));
        answer.putObject("agreementAvailability").put("status", "AVAILABLE");
        answer.put("authorizationStatus", "AUTHORIZED");
        answer.put("entitlementAvailability", "AVAILABLE");
        answer.put("regionAvailability", here ? "AVAILABLE" : "NOT_AVAILABLE");
        return Answer.json(answer);
    }

    private Optional<FoundationModel> find(Call call) {
        String id = call.argument(0);
        String prefix = "arn:aws:bedrock:" + call.region() + "::foundation-model/";
        return catalogue.findModel(id.startsWith(prefix) ? id.substring(prefix.length()) : id, call.region());
    }

    public Answer listInferenceProfiles(Call call) {
        List<InferenceProfile> matching = catalogue.profiles(call.region()).stream()
                .filter(profile -> asked(call, "type", List.of(profile.type().name())))
                .toList();
        return Paging.page(
                call,
                matching,
                1_000,
                "inferenceProfileSummaries",
                profile -> ControlJson.profile(profile, call.region(), account));
    }

    public Answer getInferenceProfile(Call call) {
        String wanted = call.argument(0);
        return catalogue.profiles(call.region()).stream()
                .filter(profile -> profile.id().equals(wanted)
                        || profile.arn(call.region(), account).equals(wanted))
                .findFirst()
                .map(profile -> Answer.json(ControlJson.profile(profile, call.region(), account)))
                .orElseGet(() -> AwsError.notFound("The provided inference profile identifier is invalid.")
                        .toAnswer());
    }
}
