package dev.ostiary.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueReaderTest {
    private static final String ARN = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.a.b";
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/a.b";

    private static int profiles(String id, String arn, String modelArn) {
        String summary = """
                {"inferenceProfileSummaries":[{"inferenceProfileId":"%s","inferenceProfileArn":"%s",
                "models":[{"modelArn":"%s"}],"type":"SYSTEM_DEFINED"}]}""".formatted(id, arn, modelArn);
        return CatalogueReader.profiles(summary, "us-east-1", "111122223333")
                .orElseThrow()
                .items()
                .size();
    }

    @Test
    void membersAndValuesThatAreNewSurvive() {
        var models = CatalogueReader.models("""
                {"modelSummaries":[{"modelId":"a.b-v1:0","inferenceTypesSupported":["INFERENCE_PROFILE","BRAND_NEW"],
                "outputModalities":["SMELL"],"newMember":{"deep":[1.50]}}]}""").orElseThrow();

        assertThat(models).singleElement().satisfies(model -> {
            assertThat(model.inferenceTypes()).containsExactly("INFERENCE_PROFILE", "BRAND_NEW");
            assertThat(model.json()).contains("\"newMember\":{\"deep\":[1.5", "SMELL");
        });
    }

    @Test
    void aSoundProfileIsTaken() {
        assertThat(profiles("us.a.b", ARN, MODEL)).isEqualTo(1);
        assertThat(profiles("us.a.b", ARN, "arn:aws:bedrock:::foundation-model/a.b"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "us.a.b, arn:aws:bedrock:us-east-1:999999999999:inference-profile/us.a.b, " + MODEL,
        "us.a.b, arn:aws:bedrock:us-west-2:111122223333:inference-profile/us.a.b, " + MODEL,
        "us.a.b, arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.other, " + MODEL,
        "us.a.b, '', " + MODEL,
        "us.a.b, nonsense/inference-profile/us.a.b, " + MODEL,
        "us.a b, arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.a b, " + MODEL,
        "us.a.b, " + ARN + ", ''",
        "us.a.b, " + ARN + ", arn:aws:bedrock:us-east-1:999999999999:foundation-model/a.b",
        "us.a.b, " + ARN + ", arn:aws:bedrock:us-east-1::foundation-model/a*",
        "us.a.b, " + ARN + ", arn:aws:s3:us-east-1::foundation-model/a.b",
    })
    void aProfileThatIsNotWhatItShouldBeStaysUnknown(String id, String arn, String modelArn) {
        assertThat(profiles(id, arn, modelArn)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{}", "<html>", "{\"modelSummaries\":1}"})
    void whatIsNoListIsNoAnswer(String answer) {
        assertThat(CatalogueReader.models(answer)).isEmpty();
        assertThat(CatalogueReader.profiles(answer, "us-east-1", "111122223333"))
                .isEmpty();
    }
}
