package dev.ostiary.gateway.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.offering.Scope;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ModelFact;
import dev.ostiary.policy.facts.ProfileFact;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What catalogues tell lint: models and their ends, profiles and where their calls may go. */
public final class CatalogueFacts {
    private static final int DATE = "2027-06-30".length();

    private static final LintFacts BUILT_IN = ofCatalogues(
            List.of(Catalogue.seed(new CatalogueAccount("default", "aws", "000000000000", Catalogue.seedRegions()))));

    private final Map<String, ModelFact> models = new HashMap<>();
    private final Map<String, ProfileFact> profiles = new HashMap<>();

    private CatalogueFacts() {}

    /** What is known without any account: the models and profiles that are built in, of all Regions. */
    public static LintFacts builtIn() {
        return BUILT_IN;
    }

    /**
     * The facts of all Regions of all of these. A profile's Regions are those of all its source Regions together. Models that are
     * built in are known beside those of the account: an id without its version is the same mistake on the command line as in a
     * server, whatever its account and Regions offer.
     */
    public static LintFacts of(Collection<Catalogue> catalogues) {
        LintFacts here = ofCatalogues(catalogues);
        Map<String, ModelFact> models = new HashMap<>(BUILT_IN.models());
        models.putAll(here.models());
        return new LintFacts(null, models, here.profiles(), null, false, true);
    }

    private static LintFacts ofCatalogues(Collection<Catalogue> catalogues) {
        var facts = new CatalogueFacts();
        for (Catalogue catalogue : catalogues) {
            for (RegionalCatalogue region : catalogue.regions().values()) {
                region.models().forEach(model -> facts.models.computeIfAbsent(model.id(), id -> model(model)));
                region.profiles().stream()
                        .filter(InferenceProfile::isSystemDefined)
                        .forEach(profile -> facts.profiles.merge(profile.id(), profile(profile), CatalogueFacts::join));
            }
        }
        return new LintFacts(null, facts.models, facts.profiles, null, false, true);
    }

    private static ModelFact model(FoundationModel model) {
        JsonNode lifecycle = CatalogueReader.parse(model.json())
                .map(summary -> summary.path("modelLifecycle"))
                .orElseGet(MissingNode::getInstance);
        boolean legacy = lifecycle.path("status").asText().equals("LEGACY");
        return new ModelFact(
                model.id(), legacy, date(lifecycle.path("endOfLifeTime").asText()));
    }

    /** Null when the text does not begin with a date: then none is announced. */
    private static @Nullable LocalDate date(String text) {
        try {
            return text.length() < DATE ? null : LocalDate.parse(text.substring(0, DATE));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static ProfileFact profile(InferenceProfile profile) {
        List<String> regions = profile.scope() == Scope.GLOBAL
                ? List.of()
                : profile.modelArns().stream()
                        .map(InferenceProfile::regionOf)
                        .distinct()
                        .sorted()
                        .toList();
        return new ProfileFact(profile.id(), profile.modelId(), profile.scope() == Scope.GLOBAL, regions);
    }

    private static ProfileFact join(ProfileFact one, ProfileFact other) {
        Set<String> regions = new LinkedHashSet<>(one.regions());
        regions.addAll(other.regions());
        return new ProfileFact(
                one.id(), one.model(), one.global(), regions.stream().sorted().toList());
    }
}
