package dev.ostiary.gateway.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the gateway knows before it has ever reached a control plane: {@code seed.json}, where a Region list may name groups of
 * Regions. Turned into the control plane's own JSON, so that there is one reader for everything.
 */
final class Seed {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String partition;
    private final String accountId;
    private final JsonNode root;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, Set<String>> regionsOfModel = new LinkedHashMap<>();

    private Seed(String partition, String accountId, JsonNode root) {
        this.partition = partition;
        this.accountId = accountId;
        this.root = root;
        root.path("regionGroups").properties().forEach(group -> groups.put(group.getKey(), texts(group.getValue())));
        root.path("models").forEach(model -> regionsOfModel.put(model.path("id").asText(), regionsOf(model)));
    }

    static Catalogue read(long version, CatalogueAccount account) {
        var seed = new Seed(account.partition(), account.accountId(), root());
        Map<String, RegionalCatalogue> catalogues = new HashMap<>();
        account.regions().forEach(region -> catalogues.put(region, seed.region(region)));
        return new Catalogue(version, catalogues);
    }

    static List<String> regions() {
        return new Seed("aws", "", root())
                .regionsOfModel.values().stream()
                        .flatMap(Set::stream)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static JsonNode root() {
        try (InputStream in = Seed.class.getResourceAsStream("seed.json")) {
            if (in == null) {
                throw new IllegalStateException("seed.json is missing in the jar");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RegionalCatalogue region(String region) {
        List<FoundationModel> models = new ArrayList<>();
        root.path("models").forEach(model -> {
            if (regionsOfModel.getOrDefault(model.path("id").asText(), Set.of()).contains(region)) {
                CatalogueReader.model(summary(model, region)).ifPresent(models::add);
            }
        });
        List<InferenceProfile> profiles = new ArrayList<>();
        root.path("profiles").forEach(profile -> {
            if (areaOf(profile).contains(region)) {
                CatalogueReader.profile(profileSummary(profile, region), region, accountId)
                        .ifPresent(profiles::add);
            }
        });
        return new RegionalCatalogue(models, profiles);
    }

    /** The shape of ListFoundationModels. */
    private ObjectNode summary(JsonNode model, String region) {
        String id = model.path("id").asText();
        ObjectNode summary = JSON.createObjectNode()
                .put("modelArn", modelArn(region, id))
                .put("modelId", id)
                .put("modelName", model.path("name").asText())
                .put("providerName", model.path("provider").asText());
        summary.set("inputModalities", model.path("input"));
        summary.set("outputModalities", model.path("output"));
        summary.put("responseStreamingSupported", model.path("streaming").asBoolean());
        summary.putArray("customizationsSupported");
        summary.set("inferenceTypesSupported", model.path("inference"));
        summary.putObject("modelLifecycle").put("status", model.path("status").asText("ACTIVE"));
        return summary;
    }

    /** The shape of ListInferenceProfiles. */
    private ObjectNode profileSummary(JsonNode profile, String region) {
        String model = profile.path("model").asText();
        String id = profile.path("prefix").asText() + "." + model;
        ObjectNode summary = JSON.createObjectNode()
                .put("inferenceProfileName", profile.path("name").asText())
                .put(
                        "inferenceProfileArn",
                        "arn:" + partition + ":bedrock:" + region + ":" + accountId + ":inference-profile/" + id);
        ArrayNode models = summary.putArray("models");
        if (!groups.containsKey(profile.path("prefix").asText())) {
            models.addObject().put("modelArn", modelArn("", model)); // a global profile may be answered anywhere
        }
        areaOf(profile).forEach(destination -> models.addObject().put("modelArn", modelArn(destination, model)));
        return summary.put("inferenceProfileId", id).put("status", "ACTIVE").put("type", "SYSTEM_DEFINED");
    }

    /** Where a profile may be called from and may be answered: the Regions of its group that offer the model. */
    private Set<String> areaOf(JsonNode profile) {
        Set<String> offered = regionsOfModel.getOrDefault(profile.path("model").asText(), Set.of());
        List<String> group = groups.get(profile.path("prefix").asText());
        Set<String> area = new LinkedHashSet<>(offered);
        if (group != null) {
            area.retainAll(group);
        }
        return area;
    }

    private Set<String> regionsOf(JsonNode model) {
        Set<String> regions = new LinkedHashSet<>();
        texts(model.path("regions")).forEach(name -> regions.addAll(groups.getOrDefault(name, List.of(name))));
        return regions;
    }

    private String modelArn(String region, String id) {
        return "arn:" + partition + ":bedrock:" + region + "::foundation-model/" + id;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
