package dev.ostiary.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ModelFact;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueFactsTest {
    private static FoundationModel model(String id, String lifecycle) {
        return new FoundationModel(
                id, "Vendor", List.of("TEXT"), List.of(), List.of(), "{\"modelLifecycle\":" + lifecycle + "}");
    }

    private static InferenceProfile profile(String id, String type, String... regions) {
        List<String> models = List.of(regions).stream()
                .map(region -> "arn:aws:bedrock:" + region + "::foundation-model/vendor.model-v1:0")
                .toList();
        return new InferenceProfile(
                id, "arn:aws:bedrock:us-east-1:111122223333:inference-profile/" + id, type, models, "{}");
    }

    private static LintFacts facts(List<FoundationModel> models, List<InferenceProfile> profiles) {
        var region = new RegionalCatalogue(models, profiles);
        return CatalogueFacts.of(List.of(new Catalogue(1, Map.of("us-east-1", region))));
    }

    @Test
    void modelsCarryTheirLifeCycle() {
        LintFacts facts = facts(
                List.of(
                        model("vendor.model-v1:0", "{\"status\":\"ACTIVE\"}"),
                        model("vendor.old", "{\"status\":\"LEGACY\",\"endOfLifeTime\":\"2026-12-31T00:00:00Z\"}"),
                        model("vendor.odd", "{\"status\":\"LEGACY\",\"endOfLifeTime\":\"some day in spring\"}")),
                List.of());

        assertThat(facts.models())
                .contains(
                        Map.entry("vendor.model-v1:0", new ModelFact("vendor.model-v1:0", false, null)),
                        Map.entry("vendor.old", new ModelFact("vendor.old", true, LocalDate.of(2026, 12, 31))),
                        Map.entry("vendor.odd", new ModelFact("vendor.odd", true, null)));
    }

    @Test
    void profilesOfTheSystemNameTheirDestinations() {
        LintFacts facts = facts(
                List.of(),
                List.of(
                        profile("us.vendor.model-v1:0", "SYSTEM_DEFINED", "us-west-2", "us-east-1"),
                        profile("global.vendor.model-v1:0", "SYSTEM_DEFINED", "", "us-east-1"),
                        profile("abc", "APPLICATION", "us-east-1")));

        assertThat(facts.profiles()).containsOnlyKeys("us.vendor.model-v1:0", "global.vendor.model-v1:0");
        assertThat(facts.profiles().get("us.vendor.model-v1:0"))
                .satisfies(profile -> assertThat(profile.regions()).containsExactly("us-east-1", "us-west-2"));
        assertThat(facts.profiles().get("global.vendor.model-v1:0")).satisfies(global -> {
            assertThat(global.global()).isTrue();
            assertThat(global.regions()).isEmpty();
            assertThat(global.model()).isEqualTo("vendor.model-v1:0");
        });
    }

    @Test
    void builtInModelsAreKnownWhateverAnAccountOffers() {
        String known = "meta.llama3-70b-instruct-v1:0";
        LintFacts facts = facts(List.of(model(known, "{\"status\":\"LEGACY\"}")), List.of());

        assertThat(facts.models().keySet())
                .containsAll(CatalogueFacts.builtIn().models().keySet());
        assertThat(facts.models()).containsEntry(known, new ModelFact(known, true, null));
        assertThat(CatalogueFacts.builtIn().models()).containsEntry(known, new ModelFact(known, false, null));
    }

    @Test
    void theSeedKnowsItsRegions() {
        assertThat(Catalogue.seedRegions())
                .contains("us-east-1", "eu-central-1")
                .isSorted();
    }
}
