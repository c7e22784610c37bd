package dev.ostiary.emulator.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.emulator.exchange.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a catalogue from the JSON form of `catalogue.json`, where a Region list may name groups of Regions. */
public final class CatalogueReader {
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Set<String> regions = new LinkedHashSet<>();
    private final Map<String, FoundationModel> models = new LinkedHashMap<>();
    private final Map<String, InferenceProfile> profiles = new LinkedHashMap<>();
    private final Map<String, FoundationModel> resources = new LinkedHashMap<>();

    private CatalogueReader() {}

    /** The catalogue that comes with the emulator. */
    public static Catalogue builtIn() {
        try (InputStream in = CatalogueReader.class.getResourceAsStream("catalogue.json")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.json is missing in the jar");
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException when the bytes are no catalogue, saying which part is wrong
     */
    public static Catalogue parse(byte[] json) {
        JsonNode root = Json.parseObject(json)
                .orElseThrow(() -> new IllegalArgumentException("the catalogue is not one JSON object"));
        return new CatalogueReader().read(root);
    }

    private Catalogue read(JsonNode root) {
        root.path("regionGroups").properties().forEach(group -> {
            groups.put(group.getKey(), strings(group.getValue()));
            regions.addAll(groups.get(group.getKey()));
        });
        root.path("models").forEach(node -> models.put(text(node, "id"), model(node)));
        root.path("profiles").forEach(this::addSystemProfile);
        root.path("applicationProfiles").forEach(this::addApplicationProfile);
        root.path("accountResources").forEach(node -> resources.put(text(node, "resource"), modelOf(node)));
        List<PromptRouter> routers = new ArrayList<>();
        root.path("promptRouters").forEach(node -> routers.add(router(node)));
        List<Guardrail> guardrails = new ArrayList<>();
        root.path("guardrails").forEach(node -> guardrails.add(guardrail(node)));
        return new Catalogue(
                List.copyOf(models.values()),
                List.copyOf(profiles.values()),
                routers,
                guardrails,
                resources,
                List.copyOf(regions));
    }

    private FoundationModel model(JsonNode node) {
        Set<FoundationModel.Feature> features = new LinkedHashSet<>();
        node.path("features").forEach(name -> features.add(FoundationModel.Feature.valueOf(name.asText())));
        var capability = new FoundationModel.Capability(
                text(node, "family"),
                strings(node.path("input")),
                strings(node.path("output")),
                node.path("streaming").asBoolean(),
                strings(node.path("inference")),
                Set.copyOf(features));
        var lifecycle = new FoundationModel.Lifecycle(
                FoundationModel.Status.valueOf(node.path("status").asText("ACTIVE")),
                instant(node, "start"),
                instant(node, "legacy"),
                instant(node, "endOfLife"));
        return new FoundationModel(
                text(node, "id"), text(node, "name"), text(node, "provider"), capability, lifecycle, expand(node));
    }

    private Set<String> expand(JsonNode node) {
        Set<String> out = new LinkedHashSet<>();
        strings(node.path("regions")).forEach(name -> out.addAll(groups.getOrDefault(name, List.of(name))));
        regions.addAll(out);
        return Set.copyOf(out);
    }

    private void addSystemProfile(JsonNode node) {
        FoundationModel model = modelOf(node);
        String prefix = text(node, "prefix");
        List<String> area = new ArrayList<>(groups.getOrDefault(prefix, List.copyOf(regions)));
        area.removeIf(region -> !model.isIn(region));
        List<String> destinations = new ArrayList<>(area);
        if (!groups.containsKey(prefix)) {
            destinations.addFirst(""); // a global profile may be answered anywhere: the model without a Region
        }
        String id = prefix + "." + model.id();
        profiles.put(
                id,
                new InferenceProfile(
                        id,
                        text(node, "name"),
                        InferenceProfile.Type.SYSTEM_DEFINED,
                        model,
                        Set.copyOf(area),
                        destinations));
    }

    /** Copies a system profile, or one model in one Region. */
    private void addApplicationProfile(JsonNode node) {
        String from = text(node, "copyFrom");
        InferenceProfile copied = profiles.get(from);
        FoundationModel model = copied != null ? copied.model() : find(from);

        String home = model.regions().contains("us-east-1")
                ? "us-east-1"
                : model.regions().iterator().next();
        Set<String> sources = copied != null ? copied.sources() : Set.of(home);
        List<String> destinations = copied != null ? copied.destinations() : List.of(home);
        profiles.put(
                text(node, "id"),
                new InferenceProfile(
                        text(node, "id"),
                        text(node, "name"),
                        InferenceProfile.Type.APPLICATION,
                        model,
                        sources,
                        destinations));
    }

    private PromptRouter router(JsonNode node) {
        List<FoundationModel> choice =
                strings(node.path("models")).stream().map(this::find).toList();
        return new PromptRouter(text(node, "resource"), text(node, "name"), choice, find(text(node, "fallback")));
    }

    private Guardrail guardrail(JsonNode node) {
        return new Guardrail(
                text(node, "id"), text(node, "name"), node.path("profile").asText(""), expand(node));
    }

    private FoundationModel modelOf(JsonNode node) {
        return find(text(node, "model"));
    }

    private FoundationModel find(String id) {
        FoundationModel model = models.get(id);
        if (model == null) {
            throw new IllegalArgumentException("the catalogue refers to the unknown model `" + id + "`");
        }
        return model;
    }

    private static String text(JsonNode node, String member) {
        if (!node.path(member).isTextual()) {
            throw new IllegalArgumentException("the catalogue entry `" + node + "` lacks the string `" + member + "`");
        }
        return node.path(member).asText();
    }

    private static String instant(JsonNode node, String member) {
        return node.has(member) ? text(node, member) + "T00:00:00Z" : "";
    }

    private static List<String> strings(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(element -> out.add(element.asText()));
        return List.copyOf(out);
    }
}
