package dev.ostiary.gateway.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.PromptRouter;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last good copy on disk, one file per upstream. Written whole to a neighbour and renamed, so a reader sees an old or a new copy
 * and never half of one. Blocks: worker threads and the start only.
 */
final class CatalogueFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    private final Path path;
    private final String accountId;

    private CatalogueFile(Path path, String accountId) {
        this.path = path.toAbsolutePath();
        this.accountId = accountId;
    }

    /**
     * @param path of the upstream {@code default}; another upstream's name is put before the suffix
     */
    static CatalogueFile of(Path path, CatalogueAccount account) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        String own = name.substring(0, dot) + "-" + account.upstream() + name.substring(dot);
        return new CatalogueFile(
                account.upstream().equals("default") ? path : path.resolveSibling(own), account.accountId());
    }

    /** {@return the Regions of the copy; none when there is no copy, or none of this account, or it cannot be read} */
    Map<String, RegionalCatalogue> read() {
        if (!Files.isReadable(path)) {
            return Map.of();
        }
        try {
            return CatalogueReader.parse(Files.readString(path))
                    .filter(root -> root.path("format").asInt() == FORMAT
                            && root.path("account").asText().equals(accountId))
                    .map(this::regions)
                    .orElse(Map.of());
        } catch (IOException e) {
            return Map.of(); // as good as no copy: the seed serves until the first refresh
        }
    }

    void write(Catalogue catalogue) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("account", accountId);
        ObjectNode regions = root.putObject("regions");
        for (Map.Entry<String, RegionalCatalogue> region : catalogue.regions().entrySet()) {
            ObjectNode node = regions.putObject(region.getKey());
            var models = node.putArray("modelSummaries");
            for (FoundationModel model : region.getValue().models()) {
                models.add(JSON.readTree(model.json()));
            }
            var profiles = node.putArray("inferenceProfileSummaries");
            for (InferenceProfile profile : region.getValue().profiles()) {
                profiles.add(JSON.readTree(profile.json()));
            }
            var routers = node.putArray("promptRouterSummaries");
            for (PromptRouter router : region.getValue().routers()) {
                routers.add(JSON.readTree(router.json()));
            }
            var guardrails = node.putArray("guardrails");
            for (CrossRegionGuardrail guardrail : region.getValue().guardrails()) {
                guardrails.add(JSON.readTree(guardrail.json()));
            }
        }
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path neighbour = path.resolveSibling(path.getFileName() + ".new");
        Files.write(neighbour, JSON.writeValueAsBytes(root));
        Files.move(neighbour, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, RegionalCatalogue> regions(JsonNode root) {
        Map<String, RegionalCatalogue> regions = new HashMap<>();
        root.path("regions")
                .properties()
                .forEach(entry -> regions.put(entry.getKey(), region(entry.getKey(), entry.getValue())));
        return regions;
    }

    private RegionalCatalogue region(String name, JsonNode node) {
        List<FoundationModel> models = new ArrayList<>();
        List<InferenceProfile> profiles = new ArrayList<>();
        node.path("modelSummaries")
                .forEach(summary -> CatalogueReader.model(summary).ifPresent(models::add));
        node.path("inferenceProfileSummaries")
                .forEach(summary ->
                        CatalogueReader.profile(summary, name, accountId).ifPresent(profiles::add));
        var attachments = new AttachmentReader(name, accountId);
        List<PromptRouter> routers = new ArrayList<>();
        List<CrossRegionGuardrail> guardrails = new ArrayList<>();
        node.path("promptRouterSummaries")
                .forEach(summary -> attachments.router(summary).ifPresent(routers::add));
        node.path("guardrails")
                .forEach(summary -> attachments.guardrail(summary).ifPresent(guardrails::add));
        return new RegionalCatalogue(models, profiles, routers, guardrails);
    }
}
