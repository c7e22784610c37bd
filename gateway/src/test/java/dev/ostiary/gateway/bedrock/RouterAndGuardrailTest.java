package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.offering.PromptRouter;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.route.PercentEncoding;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands behind a prompt router and behind a cross-Region guardrail. */
class RouterAndGuardrailTest {
    private static final String INVOKE = "bedrock:InvokeModel";
    private static final String APPLY = "bedrock:ApplyGuardrail";
    private static final String PROFILE = Calls.OWN + "inference-profile/us.amazon.nova-micro-v1:0";
    private static final String ROUTER = Calls.ROUTER.arn();
    private static final String ROUTED = "/model/" + PercentEncoding.encode(ROUTER) + "/converse";

    private static String model(String region, String id) {
        return "arn:aws:bedrock:" + region + "::foundation-model/amazon." + id;
    }

    private static Completion complete(String target, RegionalCatalogue east) {
        CallReader reader = Calls.reader();
        Begun begun = (Begun) reader.begin(Calls.route("POST", target), Calls.headers(), Calls.app(), Calls.ACCOUNT);
        return reader.complete(begun, Buffer.buffer("{}"), new Catalogue(9, Map.of("us-east-1", east)));
    }

    @Test
    void aRouterNeedsItselfAndAllThatItMayChoose() {
        BedrockCall call = Calls.call(Calls.post(ROUTED, "{}"));

        assertThat(call.resources())
                .containsExactly(
                        ResourceUse.direct(INVOKE, ROUTER, "us-east-1"),
                        new ResourceUse(INVOKE, model("us-east-1", "nova-lite-v1:0"), "us-east-1", null, ROUTER),
                        new ResourceUse(INVOKE, PROFILE, "us-east-1", null, ROUTER),
                        new ResourceUse(INVOKE, model("us-east-1", "nova-micro-v1:0"), "us-east-1", PROFILE, ROUTER),
                        new ResourceUse(INVOKE, model("us-east-2", "nova-micro-v1:0"), "us-east-2", PROFILE, ROUTER),
                        new ResourceUse(INVOKE, model("us-west-2", "nova-micro-v1:0"), "us-west-2", PROFILE, ROUTER),
                        new ResourceUse(INVOKE, model("us-east-1", "nova-pro-v1:0"), "us-east-1", null, ROUTER));
        assertThat(call.labels().model()).isEqualTo("prompt-router/r0uter000001");
        assertThat(call.labels().series()).isEqualTo("other");
    }

    @Test
    void aRouterThatMayChooseAnUnknownProfileIsUnknown() {
        var east = new RegionalCatalogue(List.of(), List.of(), List.of(Calls.ROUTER), List.of());

        assertThat(complete(ROUTED, east))
                .isInstanceOfSatisfying(
                        Completion.UnknownModel.class,
                        unknown -> assertThat(unknown.refusal().advice())
                                .contains("prompt router")
                                .contains("bedrock:ListPromptRouters"));
    }

    @Test
    void aDefaultRouterIsARouterLikeAnyOther() {
        String arn = Calls.OWN + "default-prompt-router/amazon.nova:1";
        var router = new PromptRouter(arn, List.of(model("us-west-2", "nova-lite-v1:0")), "{}");
        var east = new RegionalCatalogue(List.of(), List.of(), List.of(router), List.of());

        BedrockCall call = Calls.call(complete("/model/" + PercentEncoding.encode(arn) + "/converse", east));

        assertThat(call.resources())
                .containsExactly(
                        ResourceUse.direct(INVOKE, arn, "us-east-1"),
                        new ResourceUse(INVOKE, model("us-west-2", "nova-lite-v1:0"), "us-west-2", null, arn));
    }

    @Test
    void aCrossRegionGuardrailNeedsItsProfileInEveryRegionToo() {
        List<ResourceUse> expected = List.of(
                ResourceUse.direct(APPLY, Calls.OWN + "guardrail/w1de", "us-east-1"),
                profileIn("us-east-1"),
                profileIn("us-east-2"),
                profileIn("us-west-2"));

        assertThat(Calls.call(Calls.post("/guardrail/w1de/version/1/apply", "{}"))
                        .resources())
                .isEqualTo(expected);
        assertThat(Calls.call(Calls.post(
                                "/model/amazon.nova-lite-v1:0/invoke",
                                "{}",
                                "X-Amzn-Bedrock-GuardrailIdentifier",
                                Calls.GUARDRAIL.arn(),
                                "X-Amzn-Bedrock-GuardrailVersion",
                                "DRAFT"))
                        .resources())
                .endsWith(expected.toArray(ResourceUse[]::new))
                .hasSize(5);
        assertThat(Calls.call(Calls.post(
                                "/model/amazon.nova-lite-v1:0/converse",
                                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"w1de\",\"guardrailVersion\":\"2\"}}"))
                        .resources())
                .endsWith(expected.toArray(ResourceUse[]::new))
                .hasSize(5);
    }

    private static ResourceUse profileIn(String region) {
        return ResourceUse.direct(
                APPLY,
                "arn:aws:bedrock:" + region + ":" + Calls.ACCOUNT_ID + ":guardrail-profile/us.guardrail.v1:0",
                region);
    }

    @Test
    void ofAnUnknownGuardrailProfileTheSourceRegionIsAsked() {
        var guardrail = new CrossRegionGuardrail(Calls.OWN + "guardrail/new", "mars.guardrail.v1:0", "{}");
        var east = new RegionalCatalogue(List.of(), List.of(), List.of(), List.of(guardrail));

        BedrockCall call = Calls.call(complete("/guardrail/new/version/1/apply", east));

        assertThat(call.resources())
                .extracting(ResourceUse::resource)
                .containsExactly(Calls.OWN + "guardrail/new", Calls.OWN + "guardrail-profile/mars.guardrail.v1:0");
    }

    @Test
    void aGuardrailOfOneRegionNeedsOnlyItself() {
        assertThat(Calls.call(Calls.post("/guardrail/plain/version/1/apply", "{}"))
                        .resources())
                .containsExactly(ResourceUse.direct(APPLY, Calls.OWN + "guardrail/plain", "us-east-1"));
    }
}
