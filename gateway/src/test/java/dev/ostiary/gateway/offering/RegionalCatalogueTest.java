package dev.ostiary.gateway.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionalCatalogueTest {
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue(
            List.of(
                    model("vendor.model-v1:1"),
                    model("vendor.model-v1:0:48k"),
                    model("vendor.model-v1:0"),
                    model("vendor.model-v10:0"),
                    model("vendor.model-v1"),
                    model("vendor.other-v1-beta:0"),
                    model("zz:last")),
            List.of(new InferenceProfile(
                    "us.vendor.model-v1:0",
                    "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.vendor.model-v1:0",
                    "SYSTEM_DEFINED",
                    List.of("arn:aws:bedrock:us-east-1::foundation-model/vendor.model-v1:0"),
                    "{}")));

    private static FoundationModel model(String id) {
        return new FoundationModel(id, "Vendor", List.of("TEXT"), List.of(), List.of(), "{}");
    }

    @Test
    void anIdWithoutItsVersionIsTheFirstInOrderThatHasOne() {
        assertThat(CATALOGUE.findVersioned("vendor.model-v1")).isEqualTo("vendor.model-v1:0");
        assertThat(CATALOGUE.findVersioned("vendor.model-v1:0")).isEqualTo("vendor.model-v1:0:48k");
        assertThat(CATALOGUE.findVersioned("vendor.model-v10")).isEqualTo("vendor.model-v10:0");
        assertThat(CATALOGUE.findVersioned("zz")).isEqualTo("zz:last");
    }

    @Test
    void aProfileIsFoundLikeAModel() {
        assertThat(CATALOGUE.findVersioned("us.vendor.model-v1")).isEqualTo("us.vendor.model-v1:0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "vendor.model",
                "vendor.model-v",
                "vendor.model-v1:1",
                "vendor.other-v1",
                "vendor.model-v1:",
                "zzz"
            })
    void whatOnlyBeginsLikeAnIdIsNone(String id) {
        assertThat(CATALOGUE.findVersioned(id)).isNull();
    }

    @Test
    void aRegionWithoutAnythingHasNoVersions() {
        assertThat(RegionalCatalogue.EMPTY.findVersioned("vendor.model-v1")).isNull();
    }
}
