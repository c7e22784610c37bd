package dev.ostiary.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.RawHttp;
import dev.ostiary.emulator.SignedRequests.Signing;
import dev.ostiary.emulator.exchange.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Model discovery. The SDK has no client for it here, so requests are signed by its signer and sent bare. */
class ControlPlaneTest {
    private static final String HAIKU_4_5 = "anthropic.claude-haiku-4-5-20251001-v1:0";

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void modelsAreListedWithTheirArnInTheRegion() throws IOException {
        JsonNode models = get("/foundation-models", "eu-west-1").path("modelSummaries");

        assertThat(models.size()).isGreaterThan(25);
        assertThat(models)
                .allSatisfy(model -> assertThat(model.path("modelArn").asText())
                        .isEqualTo("arn:aws:bedrock:eu-west-1::foundation-model/"
                                + model.path("modelId").asText()));
        assertThat(models.findValuesAsText("modelId"))
                .contains("meta.llama3-70b-instruct-v1:0", HAIKU_4_5)
                .doesNotContain("anthropic.claude-v2:1");
    }

    @Test
    void profileOnlyModelSaysSo() throws IOException {
        JsonNode model = get("/foundation-models/" + HAIKU_4_5.replace(":", "%3A"), "us-east-1")
                .path("modelDetails");

        assertThat(model.path("inferenceTypesSupported").toString()).isEqualTo("[\"INFERENCE_PROFILE\"]");
        assertThat(model.at("/modelLifecycle/status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void routersAreListedWithWhatTheyMayChoose() throws IOException {
        String arn = "arn:aws:bedrock:us-east-1:" + EmulatorOptions.ACCOUNT_ID + ":prompt-router/r0uter000001";

        JsonNode all = get("/prompt-routers?maxResults=100", "us-east-1").path("promptRouterSummaries");
        JsonNode custom = get("/prompt-routers?type=custom", "us-east-1").path("promptRouterSummaries");
        JsonNode one = get("/prompt-routers/" + arn.replace(":", "%3A").replace("/", "%2F"), "us-east-1");

        assertThat(all).hasSize(2);
        assertThat(custom.findValuesAsText("promptRouterArn")).containsExactly(arn);
        assertThat(one).isEqualTo(custom.path(0));
        assertThat(one.path("models").findValuesAsText("modelArn"))
                .containsExactly(
                        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0");
    }

    @Test
    void onlyACrossRegionGuardrailNamesItsProfile() throws IOException {
        JsonNode american = get("/guardrails?maxResults=1000", "us-west-2").path("guardrails");
        JsonNode european = get("/guardrails", "eu-west-1").path("guardrails");

        assertThat(american.findValuesAsText("guardrailProfileArn"))
                .containsExactly("arn:aws:bedrock:us-west-2:" + EmulatorOptions.ACCOUNT_ID
                        + ":guardrail-profile/us.guardrail.v1:0");
        assertThat(european.findValuesAsText("id")).containsExactly("gd7example");
        assertThat(european.findValues("crossRegionDetails")).isEmpty();
    }

    @Test
    void filtersNarrowTheList() throws IOException {
        JsonNode anthropic =
                get("/foundation-models?byProvider=anthropic", "us-east-1").path("modelSummaries");
        JsonNode onDemand =
                get("/foundation-models?byInferenceType=ON_DEMAND", "us-east-1").path("modelSummaries");
        JsonNode embeddings = get("/foundation-models?byOutputModality=EMBEDDING", "us-east-1")
                .path("modelSummaries");

        assertThat(anthropic.findValuesAsText("providerName")).containsOnly("Anthropic");
        assertThat(onDemand.findValuesAsText("modelId"))
                .doesNotContain(HAIKU_4_5)
                .contains("amazon.nova-lite-v1:0");
        assertThat(embeddings.findValuesAsText("modelId")).hasSize(5);
    }

    @Test
    void profilesArePagedWithoutGapOrRepetition() throws IOException {
        List<String> whole = ids(get("/inference-profiles", "us-east-1"));
        List<String> paged = new ArrayList<>();
        String query = "?maxResults=4";

        while (!query.isEmpty()) {
            JsonNode page = get("/inference-profiles" + query, "us-east-1");
            paged.addAll(ids(page));
            query = page.has("nextToken")
                    ? "?maxResults=4&nextToken=" + page.path("nextToken").asText()
                    : "";
        }

        assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @Test
    void profilesBelongToTheirArea() throws IOException {
        assertThat(ids(get("/inference-profiles?type=SYSTEM_DEFINED", "eu-central-1")))
                .allMatch(id -> id.startsWith("eu.") || id.startsWith("global."));
        assertThat(ids(get("/inference-profiles?type=APPLICATION", "us-east-1")))
                .containsExactlyInAnyOrder("tr4nsl4t0r01", "ass1stant001", "glob4lhaiku1");
    }

    @Test
    void profileIsFoundByIdAndByArn() throws IOException {
        JsonNode byId = get("/inference-profiles/us." + HAIKU_4_5.replace(":", "%3A"), "us-east-1");
        String arn = byId.path("inferenceProfileArn").asText();
        JsonNode byArn = get("/inference-profiles/" + arn.replace(":", "%3A").replace("/", "%2F"), "us-east-1");

        assertThat(arn).isEqualTo("arn:aws:bedrock:us-east-1:111122223333:inference-profile/us." + HAIKU_4_5);
        assertThat(byArn).isEqualTo(byId);
        assertThat(byId.path("models").findValuesAsText("modelArn"))
                .containsExactly(
                        "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU_4_5,
                        "arn:aws:bedrock:us-east-2::foundation-model/" + HAIKU_4_5,
                        "arn:aws:bedrock:us-west-2::foundation-model/" + HAIKU_4_5);
    }

    @Test
    void globalProfileListsTheRegionlessModel() throws IOException {
        JsonNode profile = get("/inference-profiles/global." + HAIKU_4_5.replace(":", "%3A"), "eu-west-1");

        assertThat(profile.path("models").findValuesAsText("modelArn"))
                .contains(
                        "arn:aws:bedrock:::foundation-model/" + HAIKU_4_5,
                        "arn:aws:bedrock:eu-west-1::foundation-model/" + HAIKU_4_5);
    }

    @Test
    void availabilityDependsOnTheRegion() throws IOException {
        String path = "/foundation-model-availability/amazon.nova-reel-v1%3A1";

        assertThat(get(path, "us-east-1").path("regionAvailability").asText()).isEqualTo("AVAILABLE");
        assertThat(get(path, "eu-north-1").path("regionAvailability").asText()).isEqualTo("NOT_AVAILABLE");
    }

    @Test
    void unknownThingsAreErrors() throws IOException {
        assertThat(answer("/foundation-models/nope", "us-east-1").status()).isEqualTo(404);
        assertThat(answer("/inference-profiles/nope", "us-east-1").head())
                .contains("x-amzn-ErrorType: ResourceNotFoundException:http://internal.amazon.com/coral/");
        assertThat(answer("/inference-profiles?maxResults=0", "us-east-1").status())
                .isEqualTo(400);
        assertThat(answer("/inference-profiles?nextToken=junk", "us-east-1").status())
                .isEqualTo(400);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("inferenceProfileSummaries").findValuesAsText("inferenceProfileId");
    }

    private static JsonNode get(String path, String region) throws IOException {
        RawHttp.Answer answer = answer(path, region);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.parseObject(answer.body()).orElseThrow();
    }

    private static RawHttp.Answer answer(String path, String region) throws IOException {
        return RawHttp.get(emulator.endpoint(), path, Signing.usual().withRegion(region));
    }
}
