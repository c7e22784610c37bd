package dev.ostiary.emulator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.catalogue.ModelResolver.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spellings of facts 1.3. */
class ModelResolverTest {
    private final Catalogue catalogue = CatalogueReader.builtIn();
    private final ModelResolver resolver = new ModelResolver(catalogue, "111122223333");

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0,amazon.nova-lite-v1:0",
        "eu.amazon.nova-lite-v1:0,amazon.nova-lite-v1:0",
        "global.amazon.nova-2-lite-v1:0,amazon.nova-2-lite-v1:0",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0,amazon.nova-lite-v1:0",
        "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0,amazon.nova-lite-v1:0",
        "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/glob4lhaiku1,anthropic.claude-haiku-4-5-20251001-v1:0",
        "arn:aws:bedrock:eu-west-1:111122223333:custom-model-deployment/dep10yment01,amazon.nova-micro-v1:0",
        "arn:aws:bedrock:eu-west-1:111122223333:prompt-router/r0uter000001,anthropic.claude-3-haiku-20240307-v1:0",
        "arn:aws:bedrock:eu-west-1:111122223333:prompt/PR0MPT0001:12,anthropic.claude-3-haiku-20240307-v1:0"
    })
    void everySpellingFindsItsModel(String spelling, String modelId) {
        assertThat(resolver.resolve(spelling, "eu-west-1"))
                .isInstanceOfSatisfying(
                        Resolution.Found.class,
                        found -> assertThat(found.model().id()).isEqualTo(modelId));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "amazon.nova-lite-v1",
                "us.amazon.nova-lite-v1:0",
                "tr4nsl4t0r01",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
                "arn:aws:bedrock:eu-west-1:111122223333:foundation-model/amazon.nova-lite-v1:0",
                "arn:aws:bedrock:eu-west-1:999988887777:inference-profile/eu.amazon.nova-lite-v1:0",
                "arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/unknown00000",
                "arn:aws:bedrock:eu-west-1"
            })
    void everythingElseIsAnInvalidIdentifier(String spelling) {
        assertThat(resolver.resolve(spelling, "eu-west-1"))
                .isInstanceOfSatisfying(
                        Resolution.Failed.class,
                        failed -> assertThat(failed.error().message())
                                .isEqualTo("The provided model identifier is invalid."));
    }

    @Test
    void legacyModelStillAnswers() {
        assertThat(resolver.resolve("us.amazon.nova-premier-v1:0", "us-east-1")).isInstanceOf(Resolution.Found.class);
    }

    @Test
    void catalogueIsOfARealisticSize() {
        assertThat(catalogue.models()).hasSizeGreaterThan(30);
        assertThat(catalogue.profiles())
                .extracting(profile -> profile.id().replaceFirst("\\..*", ""))
                .contains("us", "eu", "apac", "global");
        assertThat(catalogue.profiles())
                .allSatisfy(profile -> assertThat(profile.destinations()).isNotEmpty());
    }
}
