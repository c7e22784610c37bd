package dev.ostiary.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.offering.PromptRouter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentReaderTest {
    private static final String OWN = "arn:aws:bedrock:us-east-1:111122223333:";
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/a.b";
    private static final AttachmentReader READER = new AttachmentReader("us-east-1", "111122223333");

    private static Page<PromptRouter> routers(String arn, String modelArn, String fallbackArn) {
        return READER.routers("""
                {"promptRouterSummaries":[{"promptRouterArn":"%s","models":[{"modelArn":"%s"}],
                "fallbackModel":{"modelArn":"%s"}}],"nextToken":"n"}""".formatted(arn, modelArn, fallbackArn)).orElseThrow();
    }

    private static Page<CrossRegionGuardrail> guardrails(String arn, String details) {
        return READER.guardrails("""
                {"guardrails":[{"arn":"%s","crossRegionDetails":%s}]}""".formatted(arn, details)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt-router/r1", "default-prompt-router/anthropic.claude:1"})
    void aRouterReachesItsModelsAndItsFallback(String resource) {
        Page<PromptRouter> page = routers(OWN + resource, OWN + "inference-profile/us.a.b", MODEL);

        assertThat(page.nextToken()).isEqualTo("n");
        assertThat(page.items()).singleElement().satisfies(router -> {
            assertThat(router.arn()).isEqualTo(OWN + resource);
            assertThat(router.targetArns()).containsExactly(OWN + "inference-profile/us.a.b", MODEL);
        });
    }

    @ParameterizedTest
    @CsvSource({
        OWN + "prompt-router/r1, " + MODEL + ", arn:aws:bedrock:us-east-1:999999999999:inference-profile/us.a.b",
        OWN + "prompt-router/r1, " + OWN + "provisioned-model/abc, " + MODEL,
        OWN + "prompt-router/r1, '', " + MODEL,
        OWN + "prompt-router/r1, " + MODEL + ", ''",
        OWN + "prompt-router/r1, arn:aws:bedrock:us-east-1::foundation-model/a*, " + MODEL,
        OWN + "prompt-router/r*, " + MODEL + ", " + MODEL,
        OWN + "prompt/r1, " + MODEL + ", " + MODEL,
        "arn:aws:bedrock:us-east-1:999999999999:prompt-router/r1, " + MODEL + ", " + MODEL,
        "arn:aws:bedrock:us-west-2:111122223333:prompt-router/r1, " + MODEL + ", " + MODEL,
    })
    void aRouterThatIsNotUnderstoodWhollyStaysUnknown(String arn, String modelArn, String fallbackArn) {
        assertThat(routers(arn, modelArn, fallbackArn).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"guardrailProfileId\":\"us.guardrail.v1:0\"}",
                "{\"guardrailProfileArn\":\"" + OWN + "guardrail-profile/us.guardrail.v1:0\"}",
            })
    void aCrossRegionGuardrailIsKnownByItsProfile(String details) {
        assertThat(guardrails(OWN + "guardrail/abc", details).items())
                .singleElement()
                .satisfies(guardrail -> assertThat(guardrail.profileId()).isEqualTo("us.guardrail.v1:0"));
    }

    @Test
    void otherGuardrailsAreNotKept() {
        assertThat(guardrails(OWN + "guardrail/abc", "null").items()).isEmpty();
        assertThat(guardrails(OWN + "guardrail/abc", "{}").items()).isEmpty();
        assertThat(guardrails(OWN.replace("1111", "9999") + "guardrail/abc", "{\"guardrailProfileId\":\"us.x\"}")
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{\"Output\":{\"__type\":\"UnknownOperationException\"}}", "<html>"})
    void whatIsNoListIsNoAnswer(String answer) {
        assertThat(READER.routers(answer)).isEmpty();
        assertThat(READER.guardrails(answer)).isEmpty();
    }
}
