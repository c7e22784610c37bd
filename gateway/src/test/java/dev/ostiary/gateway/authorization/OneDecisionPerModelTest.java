package dev.ostiary.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.bedrock.Calls;
import dev.ostiary.gateway.store.App;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a model is spelled, the policies give one answer. */
class OneDecisionPerModelTest {
    private static final String NOVA = "amazon.nova-micro-v1:0";
    private static final String MODEL_ARN = "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA;
    private static final String PROFILE_ARN = Calls.OWN + "inference-profile/us." + NOVA;
    private static final List<String> MODEL = List.of(
            NOVA,
            NOVA.replace(":", "%3A"),
            "%61" + NOVA.substring(1),
            MODEL_ARN.replace("/", "%2F"),
            encoded(MODEL_ARN));
    private static final List<String> PROFILE =
            List.of("us." + NOVA, encoded("us." + NOVA), PROFILE_ARN.replace("/", "%2f"), encoded(PROFILE_ARN));
    private static final List<String> PREFIXES =
            List.of("", "/bedrock", "/region/us-east-1", "/bedrock/region/us-east-1");
    private static final List<String> VERBS =
            List.of("invoke", "invoke-with-response-stream", "converse", "converse-stream");
    private static final String BOTH = "bedrock:InvokeModel*";

    record Case(String name, App app, List<String> spellings, boolean allowed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        String anyRegion = "arn:aws:bedrock:*::foundation-model/" + NOVA;
        return List.of(
                new Case("nothing allowed", Calls.app(), MODEL, false),
                new Case("model allowed", Calls.app(Calls.allow(BOTH, MODEL_ARN)), MODEL, true),
                new Case(
                        "another Region allowed",
                        Calls.app(Calls.allow(BOTH, MODEL_ARN.replace("us-east-1", "us-west-2"))),
                        MODEL,
                        false),
                new Case(
                        "only the profile allowed, model called",
                        Calls.app(Calls.allow(BOTH, PROFILE_ARN)),
                        MODEL,
                        false),
                new Case(
                        "only the model allowed, profile called",
                        Calls.app(Calls.allow(BOTH, anyRegion)),
                        PROFILE,
                        false),
                new Case("only the profile allowed", Calls.app(Calls.allow(BOTH, PROFILE_ARN)), PROFILE, false),
                new Case(
                        "profile and the source Region's model only",
                        Calls.app(Calls.allow(BOTH, PROFILE_ARN), Calls.allow(BOTH, MODEL_ARN)),
                        PROFILE,
                        false),
                new Case(
                        "profile and all its models",
                        Calls.app(Calls.allow(BOTH, PROFILE_ARN), Calls.allow(BOTH, anyRegion)),
                        PROFILE,
                        true),
                new Case(
                        "everything but one destination Region",
                        Calls.app(
                                Calls.allow(BOTH, "*"),
                                Calls.statement("Deny", BOTH, MODEL_ARN.replace("us-east-1", "us-west-2"))),
                        PROFILE,
                        false),
                new Case(
                        "everything but the model",
                        Calls.app(Calls.allow(BOTH, "*"), Calls.statement("Deny", BOTH, anyRegion)),
                        MODEL,
                        false),
                new Case(
                        "everything but the profile, model called",
                        Calls.app(Calls.allow(BOTH, "*"), Calls.statement("Deny", BOTH, PROFILE_ARN)),
                        MODEL,
                        true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everySpellingGetsTheSameDecision(Case example) {
        for (String spelling : example.spellings()) {
            for (String prefix : PREFIXES) {
                for (String verb : VERBS) {
                    String target = prefix + "/model/" + spelling + "/" + verb;
                    assertThat(authorized(example.app(), target)).as(target).isEqualTo(example.allowed());
                }
            }
        }
    }

    private static boolean authorized(App app, String target) {
        var call = Calls.call(Calls.read(Calls.reader(), app, Calls.route("POST", target), Calls.headers(), "{}"));
        return new Authorizer().authorize(Callers.caller(app), call, Callers.ENVIRONMENT)
                instanceof Authorization.Authorized;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
