package dev.ostiary.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final CatalogueAccount ACCOUNT =
            new CatalogueAccount("default", "aws", "111122223333", List.of("us-east-1", "eu-west-1", "mars-north-1"));
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    private final Catalogue seed = Catalogue.seed(ACCOUNT);

    private InferenceProfile profile(String region, String id) {
        return Optional.ofNullable(seed.region(region).findProfile(id)).orElseThrow();
    }

    @Test
    void knowsTheModelsOfEachRegion() {
        assertThat(seed.region("us-east-1").findModel("anthropic.claude-3-sonnet-20240229-v1:0"))
                .isNotNull();
        assertThat(seed.region("us-east-1").models()).hasSizeGreaterThan(25);
        assertThat(seed.region("eu-west-1").findModel("meta.llama3-3-70b-instruct-v1:0"))
                .isNull();
        assertThat(seed.region("mars-north-1").models()).isEmpty();
    }

    @Test
    void aGeographicProfileListsItsRegionsAndIsThereOnly() {
        assertThat(profile("us-east-1", "us." + SONNET).modelArns())
                .containsExactly(
                        "arn:aws:bedrock:us-east-1::foundation-model/" + SONNET,
                        "arn:aws:bedrock:us-east-2::foundation-model/" + SONNET,
                        "arn:aws:bedrock:us-west-2::foundation-model/" + SONNET);
        assertThat(profile("us-east-1", "us." + SONNET).scope()).isEqualTo(Scope.GEO);
        assertThat(seed.region("eu-west-1").findProfile("us." + SONNET)).isNull();
    }

    @Test
    void aGlobalProfileListsTheModelWithoutARegionFirst() {
        assertThat(profile("eu-west-1", "global." + SONNET).modelArns())
                .startsWith("arn:aws:bedrock:::foundation-model/" + SONNET)
                .contains("arn:aws:bedrock:us-east-1::foundation-model/" + SONNET);
        assertThat(profile("eu-west-1", "global." + SONNET).scope()).isEqualTo(Scope.GLOBAL);
    }

    @Test
    void everyProfileArnNamesTheAccountAndItsSourceRegion() {
        assertThat(seed.region("eu-west-1").profiles())
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(profile.arn())
                        .isEqualTo("arn:aws:bedrock:eu-west-1:111122223333:inference-profile/" + profile.id()));
    }
}
