package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.offering.Scope;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.PercentEncoding;
import dev.ostiary.gateway.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdentityTest {
    private static final String NOVA = "amazon.nova-micro-v1:0";
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String INVOKE = "bedrock:InvokeModel";

    private static BedrockCall invoke(String id) {
        return Calls.call(Calls.post("/model/" + PercentEncoding.encode(id) + "/invoke", "{}"));
    }

    private static Refusal refused(String id) {
        return Calls.refusal(Calls.post("/model/" + PercentEncoding.encode(id) + "/invoke", "{}"));
    }

    private static String model(String region, String id) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + id;
    }

    private static ResourceUse through(String profile, String region, String requestedRegion, String id) {
        return new ResourceUse(INVOKE, model(region, id), requestedRegion, profile);
    }

    @Test
    void aBareIdAndTheArnOfAModelAreOneResource() {
        List<ResourceUse> expected = List.of(ResourceUse.direct(INVOKE, model("us-east-1", NOVA), "us-east-1"));

        assertThat(invoke(NOVA).resources()).isEqualTo(expected);
        assertThat(invoke(model("us-east-1", NOVA)).resources()).isEqualTo(expected);
    }

    @Test
    void aProfileNeedsItselfItsModelHereAndEveryDestination() {
        String arn = Calls.OWN + "inference-profile/us." + HAIKU;
        List<ResourceUse> expected = List.of(
                ResourceUse.direct(INVOKE, arn, "us-east-1"),
                through(arn, "us-east-1", "us-east-1", HAIKU),
                through(arn, "us-east-2", "us-east-2", HAIKU),
                through(arn, "us-west-2", "us-west-2", HAIKU));

        assertThat(invoke("us." + HAIKU).resources()).isEqualTo(expected);
        assertThat(invoke(arn).resources()).isEqualTo(expected);
    }

    @Test
    void theSourceRegionsModelComesFirstWhereverTheListHasIt() {
        BedrockCall call = Calls.call(Calls.post("/region/us-west-2/model/us." + HAIKU + "/invoke", "{}"));

        assertThat(call.resources())
                .extracting(ResourceUse::resource)
                .containsExactly(
                        "arn:aws:bedrock:us-west-2:" + Calls.ACCOUNT_ID + ":inference-profile/us." + HAIKU,
                        model("us-west-2", HAIKU),
                        model("us-east-1", HAIKU),
                        model("us-east-2", HAIKU));
    }

    @Test
    void aGlobalProfileNeedsTheModelWithoutARegion() {
        String arn = Calls.OWN + "inference-profile/global." + HAIKU;

        assertThat(invoke("global." + HAIKU).resources())
                .containsExactly(
                        ResourceUse.direct(INVOKE, arn, "us-east-1"),
                        through(arn, "us-east-1", "us-east-1", HAIKU),
                        through(arn, "", "unspecified", HAIKU));
    }

    @Test
    void anApplicationsProfileIsExpandedByItsArnOnly() {
        assertThat(invoke(Calls.APPLICATION_PROFILE).resources())
                .containsExactly(
                        ResourceUse.direct(INVOKE, Calls.APPLICATION_PROFILE, "us-east-1"),
                        through(Calls.APPLICATION_PROFILE, "us-east-1", "us-east-1", NOVA),
                        through(Calls.APPLICATION_PROFILE, "us-west-2", "us-west-2", NOVA));
        assertThat(refused("tr4nsl4t0r01").deniedBy()).isEqualTo(DeniedBy.POLICY);
    }

    @Test
    void countingForAProfileNeedsItsModelsOnly() {
        BedrockCall call = Calls.call(Calls.post("/model/us." + HAIKU + "/count-tokens", "{\"input\":{}}"));

        assertThat(call.resources())
                .extracting(ResourceUse::action, ResourceUse::resource)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("bedrock:CountTokens", model("us-east-1", HAIKU)),
                        org.assertj.core.groups.Tuple.tuple("bedrock:CountTokens", model("us-east-2", HAIKU)),
                        org.assertj.core.groups.Tuple.tuple("bedrock:CountTokens", model("us-west-2", HAIKU)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bedrock:us-east-1:111122223333:provisioned-model/pr0v1s10ned1",
                "bedrock:us-east-1:111122223333:custom-model-deployment/dep10yment01",
                "bedrock:us-east-1:111122223333:custom-model/amazon.nova-micro-v1:0/abcdefghijkl",
                "bedrock:us-east-1:111122223333:imported-model/1mp0rtedmod1",
                "sagemaker:us-east-1:111122223333:endpoint/marketplace-llama",
            })
    void theAccountsOwnModelsAreDecidedAsNamed(String rest) {
        String arn = "arn:aws:" + rest;

        assertThat(invoke(arn).resources()).containsExactly(ResourceUse.direct(INVOKE, arn, "us-east-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt/PR0MPT0001", "prompt/PR0MPT0001:3"})
    void aPromptMustBeAllowedToBeRenderedToo(String prompt) {
        String arn = Calls.OWN + prompt;

        assertThat(invoke(arn).resources())
                .containsExactly(
                        ResourceUse.direct(INVOKE, arn, "us-east-1"),
                        ResourceUse.direct("bedrock:RenderPrompt", arn, "us-east-1"));
    }

    @Test
    void aModelArnIsDecidedAsNamedEvenWhenTheCatalogueDoesNotListIt() {
        BedrockCall call = invoke(model("us-east-1", "brand.new-v1:0"));

        assertThat(call.resources())
                .containsExactly(ResourceUse.direct(INVOKE, model("us-east-1", "brand.new-v1:0"), "us-east-1"));
        assertThat(call.labels().series()).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brand.new-v1:0",
                "us.brand.new-v1:0",
                "Amazon.nova-micro-v1:0",
                "amazon.nova-micro-v1",
                "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.brand.new-v1:0",
                "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/unknown",
                "arn:aws:bedrock:us-east-1:111122223333:prompt-router/unkn0wn00001",
                "arn:aws:bedrock:us-east-1:111122223333:default-prompt-router/anthropic.claude:1",
            })
    void whatTheCatalogueDoesNotKnowAsksForARefreshAndIsThenDenied(String id) {
        Completion completion = Calls.post("/model/" + PercentEncoding.encode(id) + "/invoke", "{}");

        assertThat(completion).isInstanceOfSatisfying(Completion.UnknownModel.class, unknown -> {
            assertThat(unknown.modelId()).isEqualTo(id);
            assertThat(unknown.region()).isEqualTo("us-east-1");
            assertThat(unknown.refusal().kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
            assertThat(unknown.refusal().deniedBy()).isEqualTo(DeniedBy.POLICY);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"amazon.nova-micro-v1", "us.amazon.nova-micro-v1"})
    void anIdWithoutItsVersionIsToldBesideTheWholeOne(String id) {
        assertThat(refused(id).advice()).isEqualTo("the id lacks its version: `" + id + "` ≠ `" + id + ":0`");
        assertThat(refused("amazon.nova-micro-v").advice()).startsWith("neither a foundation model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws-cn:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0",
                "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-micro-v1:0",
                "arn:aws:bedrock:::foundation-model/amazon.nova-micro-v1:0",
                "arn:aws:bedrock:us-east-1:111122223333:foundation-model/amazon.nova-micro-v1:0",
                "arn:aws:bedrock:us-east-1:999999999999:inference-profile/us.amazon.nova-micro-v1:0",
                "arn:aws:bedrock:us-east-1::inference-profile/us.amazon.nova-micro-v1:0",
                "arn:aws:bedrock:us-east-1:999999999999:provisioned-model/pr0v1s10ned1",
                "arn:aws:bedrock:us-east-1:111122223333:guardrail/abc",
                "arn:aws:bedrock:us-east-1:111122223333:model-invocation-job/abc",
                "arn:aws:s3:us-east-1:111122223333:bucket/key",
                "arn:aws:sagemaker:us-east-1:111122223333:model/x",
                "arn:aws:sagemaker:us-east-1::foundation-model/x",
                "arn:aws:bedrock:us-east-1:111122223333:guardrail-profile/us.guardrail.v1:0",
                "arn:aws:bedrock:us-east-1:111122223333:marketplace/model-endpoint",
                "arn:aws:bedrock:us-east-1:111122223333:async-invoke/abcdefghijkl",
                "arn:aws:bedrock-mantle:us-east-1:111122223333:project/default",
                "arn:aws:bedrock:us-west-2:111122223333:prompt-router/r0uter000001",
                "arn:aws:bedrock:us-east-1:999999999999:prompt-router/r0uter000001",
                "arn:aws:bedrock:us-east-1:999999999999:prompt/PR0MPT0001",
                "arn:aws:bedrock:us-west-2:111122223333:imported-model/1mp0rtedmod1",
                "arn:aws:bedrock:us-east-1:999999999999:custom-model-deployment/dep10yment01",
                "arn:aws:bedrock:us-east-1:999999999999:application-inference-profile/tr4nsl4t0r01",
                "arn:aws:sagemaker:us-west-2:111122223333:endpoint/marketplace-llama",
                "arn:aws:sagemaker:us-east-1:999999999999:endpoint/marketplace-llama",
                "arn:aws-us-gov:sagemaker:us-east-1:111122223333:endpoint/marketplace-llama",
            })
    void anArnFromElsewhereOrOfAnotherTypeIsDenied(String arn) {
        assertThat(refused(arn).kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
        assertThat(refused(arn).deniedBy()).isEqualTo(DeniedBy.POLICY);
        assertThat(refused(arn).sentence())
                .isEqualTo("User: app/translator is not authorized to perform: bedrock:InvokeModel on resource: " + arn
                        + " because no identity-based policy allows the bedrock:InvokeModel action");
    }

    /** Each could be the thing on the right to Bedrock, and is something else to a policy. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bedrock:us-east-1::foundation-model/Amazon.Nova-Micro-v1:0",
                "bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0/x",
                "bedrock:us-east-1::foundation-model/amazon_nova-micro-v1:0",
                "bedrock:us-east-1:111122223333:provisioned-model/PR0V1S10NED1",
                "bedrock:us-east-1:111122223333:provisioned-model/pr0v1s10ned1/x",
                "bedrock:us-east-1:111122223333:custom-model-deployment/dep10yment01:1",
                "bedrock:us-east-1:111122223333:imported-model/1mp0rtedmod1.",
                "bedrock:us-east-1:111122223333:custom-model/amazon.nova-micro-v1:0/ABCDEFGHIJKL",
                "bedrock:us-east-1:111122223333:prompt/PR0MPT0001:03",
                "bedrock:us-east-1:111122223333:prompt/PR0MPT0001:0",
                "bedrock:us-east-1:111122223333:prompt/PR0MPT0001:",
                "bedrock:us-east-1:111122223333:prompt/PR0MPT0001:DRAFT",
                "bedrock:us-east-1:111122223333:prompt/PR0MPT0001/3",
                "sagemaker:us-east-1:111122223333:endpoint/marketplace-llama:1",
                "sagemaker:us-east-1:111122223333:endpoint/marketplace/llama",
            })
    void anIdThatAwsDoesNotSpellLikeThisIsDenied(String rest) {
        Refusal refusal = refused("arn:aws:" + rest);

        assertThat(refusal.kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.POLICY);
        assertThat(refusal.advice()).contains("has an id like this");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:bedrock",
                "arn:aws:bedrock:us-east-1:foundation-model/x",
                "arn:aws:bedrock:us-east-1::foundation-model",
                "arn:aws:bedrock:us-east-1::",
                "arn:",
                "foundation-model/x",
                "a b",
                "a+b",
                "a*",
                "a?b",
                "a\"b",
                "$" + "{x}",
            })
    void whatIsNoModelIdIs400(String id) {
        assertThat(refused(id).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void anIdIsBoundedOnTheDot() {
        assertThat(refused("a".repeat(2048)).kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
        assertThat(refused("a".repeat(2049)).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void labelsNameTheModelAndNeverRepeatWhatTheCallerSent() {
        assertThat(invoke(model("us-east-1", NOVA)).labels())
                .isEqualTo(new ModelLabels(model("us-east-1", NOVA), NOVA, NOVA, "", Scope.REGIONAL));
        assertThat(invoke("us." + HAIKU).labels())
                .isEqualTo(new ModelLabels("us." + HAIKU, HAIKU, HAIKU, "us." + HAIKU, Scope.GEO));
        assertThat(invoke("global." + HAIKU).labels().scope()).isEqualTo(Scope.GLOBAL);
        String provisioned = Calls.OWN + "provisioned-model/pr0v1s10ned1";
        assertThat(invoke(provisioned).labels())
                .isEqualTo(new ModelLabels(provisioned, "provisioned-model/pr0v1s10ned1", "other", "", Scope.REGIONAL));
    }

    @Test
    void whatGoesUpstreamIsOurEncodingOfTheFormTheCallerUsed() {
        assertThat(Calls.call(Calls.post("/bedrock/model/amazon.nova-micro-v1:0/invoke", ""))
                        .outbound()
                        .encodedPath())
                .isEqualTo("/model/amazon.nova-micro-v1%3A0/invoke");
        assertThat(invoke(model("us-east-1", NOVA)).outbound().encodedPath())
                .isEqualTo(
                        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Famazon.nova-micro-v1%3A0/invoke");
        assertThat(Calls.call(Calls.post("/model/%61mazon.nova-micro-v1%3a0/invoke", ""))
                        .outbound()
                        .encodedPath())
                .isEqualTo("/model/amazon.nova-micro-v1%3A0/invoke");
    }

    @Test
    void aRefreshedCatalogueIsNotOverruledByWhatWasRemembered() {
        CallReader reader = Calls.reader();
        Route route = Calls.route("POST", "/model/us." + HAIKU + "/invoke");
        Begun begun = (Begun) reader.begin(route, Calls.headers(), Calls.app(), Calls.ACCOUNT);
        var empty = new dev.ostiary.gateway.catalogue.Catalogue(3, java.util.Map.of());

        assertThat(reader.complete(begun, io.vertx.core.buffer.Buffer.buffer(), Calls.CATALOGUE))
                .isInstanceOf(BedrockCall.class);
        assertThat(reader.complete(begun, io.vertx.core.buffer.Buffer.buffer(), empty))
                .isInstanceOf(Completion.UnknownModel.class);
    }
}
