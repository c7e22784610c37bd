package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.catalogue.CatalogueAccount;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.PromptRouter;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.RequestTarget;
import dev.ostiary.gateway.route.Route;
import dev.ostiary.gateway.route.Routes;
import dev.ostiary.gateway.route.Routing;
import dev.ostiary.gateway.route.TargetReading;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppLimits;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests, apps and an account for tests. */
public final class Calls {
    public static final String ACCOUNT_ID = "111122223333";
    public static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-central-1");
    public static final Account ACCOUNT = new Account("default", "aws", ACCOUNT_ID, REGIONS);
    public static final String OWN = "arn:aws:bedrock:us-east-1:" + ACCOUNT_ID + ":";
    public static final String APPLICATION_PROFILE = OWN + "application-inference-profile/tr4nsl4t0r01";

    /** Chooses between a model, a geographic profile and, when nothing else fits, another model. */
    public static final PromptRouter ROUTER = new PromptRouter(
            OWN + "prompt-router/r0uter000001",
            List.of(
                    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
                    OWN + "inference-profile/us.amazon.nova-micro-v1:0",
                    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"),
            "{}");

    public static final CrossRegionGuardrail GUARDRAIL =
            new CrossRegionGuardrail(OWN + "guardrail/w1de", "us.guardrail.v1:0", "{}");

    /** The seed, one application profile, one router and one cross-Region guardrail. */
    public static final Catalogue CATALOGUE = catalogue();

    public static final int MAX_BODY = 26_214_400;

    private Calls() {}

    public static Catalogue catalogue() {
        Catalogue seed = Catalogue.seed(new CatalogueAccount("default", "aws", ACCOUNT_ID, REGIONS));
        RegionalCatalogue east = seed.region("us-east-1");
        List<InferenceProfile> profiles = new ArrayList<>(east.profiles());
        profiles.add(new InferenceProfile(
                "tr4nsl4t0r01",
                APPLICATION_PROFILE,
                "APPLICATION",
                List.of(
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0",
                        "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-micro-v1:0"),
                "{\"inferenceProfileId\":\"tr4nsl4t0r01\",\"type\":\"APPLICATION\"}"));
        Map<String, RegionalCatalogue> regions = new HashMap<>(seed.regions());
        regions.put("us-east-1", new RegionalCatalogue(east.models(), profiles, List.of(ROUTER), List.of(GUARDRAIL)));
        return new Catalogue(2, regions);
    }

    /** An app with one identity policy of these statements; none without a statement. */
    public static App app(String... statements) {
        return app("translator", null, List.of(), policies(statements));
    }

    public static App app(
            String id, @org.jspecify.annotations.Nullable String region, List<String> regions, PolicySet policies) {
        return new App(
                id,
                "",
                "",
                true,
                Map.of("team", "localisation"),
                "default",
                region,
                regions,
                List.of(),
                List.of("own"),
                policies,
                AppLimits.NONE);
    }

    public static PolicySet policies(String... statements) {
        return statements.length == 0
                ? PolicySet.ofIdentity(List.of())
                : PolicySet.ofIdentity(List.of(policy("own", PolicyKind.IDENTITY, statements)));
    }

    public static NamedPolicy policy(String name, PolicyKind kind, String... statements) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        return switch (PolicyReader.read(document, kind)) {
            case PolicyReading.Accepted accepted -> new NamedPolicy(name, accepted.document());
            case PolicyReading.Rejected rejected -> throw new IllegalArgumentException(rejected.toString());
        };
    }

    public static String allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    public static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    public static CallReader reader() {
        return new CallReader(MAX_BODY, false, () -> "random");
    }

    /** {@code POST} for an operation with a body, else {@code GET}. */
    public static Route route(String method, String rawTarget) {
        TargetReading reading = RequestTarget.parse(rawTarget);
        if (!(reading instanceof RequestTarget target)) {
            throw new IllegalArgumentException("malformed target " + rawTarget);
        }
        return switch (Routes.route(method, target)) {
            case Route route -> route;
            case Routing.Refused refused -> throw new IllegalArgumentException(refused.toString());
        };
    }

    public static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    /** Both steps; a refusal of the first one comes back as one of the second. */
    public static Completion read(CallReader reader, App app, Route route, MultiMap headers, String body) {
        return switch (reader.begin(route, headers, app, ACCOUNT)) {
            case Begun begun -> reader.complete(begun, Buffer.buffer(body), CATALOGUE);
            case Beginning.Refused refused ->
                new Completion.Refused(ModelLabels.unresolved(route.operation(), route.id()), refused.refusal());
        };
    }

    public static Completion post(String rawTarget, String body, String... headers) {
        return read(reader(), app(), route("POST", rawTarget), headers(headers), body);
    }

    public static Completion get(String rawTarget) {
        return read(reader(), app(), route("GET", rawTarget), headers(), "");
    }

    /** The call; an assertion error with the refusal otherwise. */
    public static BedrockCall call(Completion completion) {
        return switch (completion) {
            case BedrockCall call -> call;
            case Completion.UnknownModel unknown -> throw new AssertionError(unknown);
            case Completion.Refused refused -> throw new AssertionError(refused);
        };
    }

    public static Refusal refusal(Completion completion) {
        return switch (completion) {
            case BedrockCall call -> throw new AssertionError(call);
            case Completion.UnknownModel unknown -> unknown.refusal();
            case Completion.Refused refused -> refused.refusal();
        };
    }
}
