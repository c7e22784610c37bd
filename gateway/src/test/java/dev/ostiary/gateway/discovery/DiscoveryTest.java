package dev.ostiary.gateway.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostiary.gateway.authorization.Callers;
import dev.ostiary.gateway.authorization.Visibility;
import dev.ostiary.gateway.authorization.VisibleModels;
import dev.ostiary.gateway.bedrock.Calls;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.ListQuery;
import dev.ostiary.gateway.route.PercentEncoding;
import dev.ostiary.gateway.store.App;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOVA = "amazon.nova-micro-v1:0";
    private static final App EVERYTHING = Calls.app(Calls.allow("bedrock:*", "*"));

    private static VisibleModels visible(App app) {
        return new Visibility()
                .of(Callers.caller(app), 1, Calls.ACCOUNT, "us-east-1", Calls.CATALOGUE, Callers.ENVIRONMENT);
    }

    private static DiscoveryAnswer answer(App app, String target) {
        return Discovery.answer(Calls.route("GET", target), Calls.CATALOGUE.region("us-east-1"), visible(app));
    }

    private static JsonNode json(App app, String target) throws Exception {
        return JSON.readTree(
                ((DiscoveryAnswer.Found) answer(app, target)).json().getBytes());
    }

    private static List<String> ids(App app, String target) throws Exception {
        List<String> ids = new ArrayList<>();
        json(app, target).elements().next().forEach(item -> {
            ids.add(
                    item.has("modelId")
                            ? item.path("modelId").asText()
                            : item.path("inferenceProfileId").asText());
        });
        return ids;
    }

    @Test
    void whatListedModelsCarryCanBeAskedFor() throws Exception {
        for (JsonNode model : json(EVERYTHING, "/foundation-models").path("modelSummaries")) {
            String provider = model.path("providerName").asText();
            List<String> queries = new ArrayList<>(List.of("byProvider=" + PercentEncoding.encode(provider)));
            model.path("inferenceTypesSupported").forEach(type -> queries.add("byInferenceType=" + type.asText()));
            model.path("outputModalities").forEach(type -> queries.add("byOutputModality=" + type.asText()));
            for (String query : queries) {
                String target = "/foundation-models?" + query;

                assertThat(ListQuery.fault(Calls.route("GET", target))).isNull();
                assertThat(ids(EVERYTHING, target))
                        .contains(model.path("modelId").asText());
            }
        }
    }

    @Test
    void aListHasTheModelsThatTheAppMayInvokeEitherWayOrGet() throws Exception {
        String model = "arn:aws:bedrock:us-east-1::foundation-model/";

        assertThat(ids(Calls.app(), "/foundation-models")).isEmpty();
        assertThat(ids(
                        Calls.app(
                                Calls.allow("bedrock:InvokeModel", model + NOVA),
                                Calls.allow("bedrock:InvokeModelWithResponseStream", model + "meta.llama3-70b*"),
                                Calls.allow("bedrock:GetFoundationModel", model + "cohere.embed-v4:0")),
                        "/foundation-models"))
                .containsExactlyInAnyOrder(NOVA, "meta.llama3-70b-instruct-v1:0", "cohere.embed-v4:0");
    }

    @Test
    void aModelForCallsOfOneTierOnlyIsInNoListUnlessItsGetIsAllowed() throws Exception {
        String model = "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA;
        String flexOnly = "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"" + model
                + "\",\"Condition\":{\"StringEquals\":{\"bedrock:ServiceTier\":\"flex\"}}}";
        App gets = Calls.app(flexOnly, Calls.allow("bedrock:GetFoundationModel", model));

        assertThat(ids(Calls.app(flexOnly), "/foundation-models")).isEmpty();
        assertThat(ids(gets, "/foundation-models")).containsExactly(NOVA);
        assertThat(visible(gets).invocable()).isEmpty();
    }

    @Test
    void aProfileIsListedOnlyWhenAllItsModelsMayBeInvoked() throws Exception {
        String profile = Calls.allow("bedrock:InvokeModel", Calls.OWN + "inference-profile/us." + NOVA);
        String models = Calls.allow("bedrock:InvokeModel", "arn:aws:bedrock:*::foundation-model/" + NOVA);

        assertThat(ids(Calls.app(profile), "/inference-profiles")).isEmpty();
        assertThat(ids(Calls.app(profile, models), "/inference-profiles")).containsExactly("us." + NOVA);
    }

    @Test
    void summariesAreAwssOwnShape() throws Exception {
        JsonNode model = json(EVERYTHING, "/foundation-models/" + NOVA).path("modelDetails");
        JsonNode profile = json(EVERYTHING, "/inference-profiles/us." + NOVA);

        assertThat(model.path("modelArn").asText()).isEqualTo("arn:aws:bedrock:us-east-1::foundation-model/" + NOVA);
        assertThat(model.path("responseStreamingSupported").isBoolean()).isTrue();
        assertThat(model.path("modelLifecycle").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(profile.path("inferenceProfileArn").asText()).isEqualTo(Calls.OWN + "inference-profile/us." + NOVA);
        assertThat(profile.path("models")).hasSize(3);
        assertThat(profile.path("type").asText()).isEqualTo("SYSTEM_DEFINED");
    }

    @ParameterizedTest
    @CsvSource({
        "byProvider=Meta, meta.llama3-70b-instruct-v1:0, amazon.nova-micro-v1:0",
        "byProvider=mistral%20AI, mistral.mistral-7b-instruct-v0:2, amazon.nova-micro-v1:0",
        "byOutputModality=EMBEDDING, cohere.embed-v4:0, amazon.nova-micro-v1:0",
        "byInferenceType=ON_DEMAND, amazon.nova-micro-v1:0, anthropic.claude-sonnet-5",
    })
    void filtersNarrowTheList(String query, String in, String out) throws Exception {
        assertThat(ids(EVERYTHING, "/foundation-models?" + query)).contains(in).doesNotContain(out);
    }

    @Test
    void filtersWithoutAMatchGiveAnEmptyList() throws Exception {
        assertThat(ids(EVERYTHING, "/foundation-models?byCustomizationType=FINE_TUNING"))
                .isEmpty();
        assertThat(ids(EVERYTHING, "/foundation-models?byProvider=Nobody")).isEmpty();
    }

    @Test
    void profilesAreFilteredByType() throws Exception {
        assertThat(ids(EVERYTHING, "/inference-profiles?type=APPLICATION")).containsExactly("tr4nsl4t0r01");
        assertThat(ids(EVERYTHING, "/inference-profiles?type=SYSTEM_DEFINED"))
                .isNotEmpty()
                .doesNotContain("tr4nsl4t0r01");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void pagesHoldEverythingOnce(int size) throws Exception {
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            String query = "?maxResults=" + size + (token.isEmpty() ? "" : "&nextToken=" + token);
            List<String> page = ids(EVERYTHING, "/inference-profiles" + query);
            assertThat(page.size()).isBetween(1, size);
            all.addAll(page);
            token = json(EVERYTHING, "/inference-profiles" + query)
                    .path("nextToken")
                    .asText("");
        } while (!token.isEmpty());

        assertThat(all).doesNotHaveDuplicates().isEqualTo(ids(EVERYTHING, "/inference-profiles?maxResults=1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "abc", "YXJuOg", "====", "YXJuOmluZmVyZW5jZS1wcm9maWxlL3g=", "1"})
    void aTokenThatWeNeverGaveIs400(String token) {
        assertThat(answer(EVERYTHING, "/inference-profiles?nextToken=" + token))
                .isInstanceOfSatisfying(
                        DiscoveryAnswer.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.VALIDATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/foundation-models/unknown.model",
                "/inference-profiles/us.unknown.model",
                "/inference-profiles/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Ainference-profile%2Fus.x",
            })
    void anUnknownIdIs404(String target) {
        assertThat(answer(EVERYTHING, target))
                .isInstanceOfSatisfying(
                        DiscoveryAnswer.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/inference-profiles/tr4nsl4t0r01",
                "/inference-profiles/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aapplication-inference-profile%2Ftr4nsl4t0r01",
                "/foundation-models/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Famazon.nova-micro-v1%3A0",
            })
    void anItemIsFoundByIdAndByArn(String target) {
        assertThat(answer(EVERYTHING, target)).isInstanceOf(DiscoveryAnswer.Found.class);
    }

    @Test
    void whoamiSaysWhoAndWhat() throws Exception {
        App app = Calls.app(Calls.allow("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA));

        JsonNode answer = JSON.readTree(
                Whoami.answer(Callers.caller(app), "us-east-1", visible(app)).getBytes());

        assertThat(answer.path("app").asText()).isEqualTo("translator");
        assertThat(answer.path("issuer").asText()).isEqualTo("https://login.example.com");
        assertThat(answer.path("identity").path("index").asInt()).isZero();
        assertThat(answer.path("tokenExpires").asText()).isEqualTo("2026-11-23T12:05:00.123Z");
        assertThat(answer.path("region").asText()).isEqualTo("us-east-1");
        assertThat(answer.path("policies")).hasToString("[\"own\"]");
        assertThat(answer.path("models")).hasToString("[\"" + NOVA + "\"]");
    }

    @Test
    void whatAnAppSeesFollowsItsPoliciesAtOnce() {
        Visibility visibility = new Visibility();
        App some = Calls.app(Calls.allow("bedrock:InvokeModel", "*"));

        VisibleModels before = visibility.of(
                Callers.caller(some), 1, Calls.ACCOUNT, "us-east-1", Calls.CATALOGUE, Callers.ENVIRONMENT);
        VisibleModels after = visibility.of(
                Callers.caller(Calls.app()), 2, Calls.ACCOUNT, "us-east-1", Calls.CATALOGUE, Callers.ENVIRONMENT);

        assertThat(before.models()).isNotEmpty();
        assertThat(after.models()).isEmpty();
    }

    @Test
    void callersOfOneAppFromTwoIssuersDoNotShareWhatIsRemembered() {
        Visibility visibility = new Visibility();
        App app = Calls.app("{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"aws:FederatedProvider\":\"https://login.example.com\"}}}");

        VisibleModels own =
                visibility.of(Callers.caller(app), 1, Calls.ACCOUNT, "us-east-1", Calls.CATALOGUE, Callers.ENVIRONMENT);
        VisibleModels partners = visibility.of(
                Callers.callerOfPartner(app), 1, Calls.ACCOUNT, "us-east-1", Calls.CATALOGUE, Callers.ENVIRONMENT);

        assertThat(own.models()).isNotEmpty();
        assertThat(partners.models()).isEmpty();
    }
}
