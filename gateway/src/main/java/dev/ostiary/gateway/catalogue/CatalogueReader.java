package dev.ostiary.gateway.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the control plane's lists. Entries that are not what they should be are left out, so their ids stay unknown and are refused:
 * an ARN of another account in a profile must never widen what a policy allows.
 */
final class CatalogueReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CatalogueReader() {}

    /** {@return the models of a ListFoundationModels answer; empty when it is not one} */
    static Optional<List<FoundationModel>> models(String answer) {
        return parse(answer)
                .map(root -> root.get("modelSummaries"))
                .filter(JsonNode::isArray)
                .map(summaries -> {
                    List<FoundationModel> models = new ArrayList<>();
                    summaries.forEach(summary -> model(summary).ifPresent(models::add));
                    return models;
                });
    }

    /** {@return one page of a ListInferenceProfiles answer; empty when it is not one} */
    static Optional<Page<InferenceProfile>> profiles(String answer, String region, String accountId) {
        return parse(answer)
                .filter(root -> root.path("inferenceProfileSummaries").isArray())
                .map(root -> {
                    List<InferenceProfile> profiles = new ArrayList<>();
                    root.path("inferenceProfileSummaries")
                            .forEach(summary ->
                                    profile(summary, region, accountId).ifPresent(profiles::add));
                    return new Page<>(profiles, root.path("nextToken").asText(""));
                });
    }

    static Optional<JsonNode> parse(String json) {
        try {
            return Optional.ofNullable(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // an answer that is no JSON is treated like no answer
        }
    }

    static Optional<FoundationModel> model(JsonNode summary) {
        String id = summary.path("modelId").asText("");
        if (!isId(id)) {
            return Optional.empty();
        }
        return Optional.of(new FoundationModel(
                id,
                summary.path("providerName").asText(""),
                texts(summary.path("outputModalities")),
                texts(summary.path("customizationsSupported")),
                texts(summary.path("inferenceTypesSupported")),
                summary.toString()));
    }

    static Optional<InferenceProfile> profile(JsonNode summary, String region, String accountId) {
        String id = summary.path("inferenceProfileId").asText("");
        String arn = summary.path("inferenceProfileArn").asText("");
        List<String> models = new ArrayList<>();
        summary.path("models")
                .forEach(model -> models.add(model.path("modelArn").asText("")));
        boolean ours = arn.endsWith("inference-profile/" + id)
                && InferenceProfile.regionOf(arn + "::::").equals(region)
                && arn.contains(":" + region + ":" + accountId + ":");
        boolean sound = isId(id) && ours && !models.isEmpty() && models.stream().allMatch(CatalogueReader::isModelArn);
        return sound
                ? Optional.of(
                        new InferenceProfile(id, arn, summary.path("type").asText(""), models, summary.toString()))
                : Optional.empty();
    }

    /** {@code arn:partition:bedrock:region::foundation-model/id}, the Region possibly empty. */
    static boolean isModelArn(String arn) {
        String[] fields = arn.split(":", 6);
        return fields.length == 6
                && fields[0].equals("arn")
                && fields[2].equals("bedrock")
                && fields[4].isEmpty()
                && fields[5].startsWith("foundation-model/")
                && isId(fields[5].substring("foundation-model/".length()));
    }

    static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= 256
                && text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText("")));
        return texts;
    }
}
