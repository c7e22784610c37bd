package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.gateway.files.AccessTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InquiryCommandsTest {
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final String LLAMA_ARN = "arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA;
    private static final String GUARDRAIL = "arn:aws:bedrock:us-east-1:111122223333:guardrail/gd7example";
    private static final String GUARDED = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"OnlyGuarded","Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"*",
               "Condition":{"StringEquals":{"bedrock:GuardrailIdentifier":"%1$s:1"}}},
              {"Effect":"Allow","Action":"bedrock:ApplyGuardrail","Resource":"%1$s"}]}
            """.formatted(GUARDRAIL);
    private static final String AT_HOME = """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"bedrock:*","Resource":"*"},
              {"Sid":"NotElsewhere","Effect":"Deny","Action":"bedrock:*","Resource":"*",
               "Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void accessFiles() {
        new AccessTree(directory)
                .withGoodFiles()
                .with("policies/guarded.json", GUARDED)
                .with("policies/at-home.json", AT_HOME)
                .with("apps/guarded.yaml", app("guarded", "guarded", "tags: { team: blue }\n"))
                .with("apps/homely.yaml", app("homely", "at-home", ""))
                .with("apps/off.yaml", app("off", "llama", "enabled: false\n"))
                .with("apps/poor.yaml", app("poor", "", ""));
    }

    private static String app(String id, String policies, String more) {
        return "version: 1\napp: " + id + "\nidentities:\n  - issuer: corp\n    claims: { azp: " + id
                + " }\npolicies: [" + policies + "]\n" + more;
    }

    private Typed ask(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--access", directory.toString(), "--account", "111122223333"));
        if (!all.contains("--region")) {
            all.addAll(List.of("--region", "us-east-1"));
        }
        return Typed.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {LLAMA, LLAMA_ARN})
    void whatTheGatewayWouldAllowIsStatusZero(String model) {
        Typed answer = ask("simulate", "--app", "translator", "--model", model);

        assertThat(answer.status()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .startsWith("allowed: InvokeModel of `" + model + "` by app `translator` in us-east-1")
                .contains("✓ Allow statement 1 of policy `llama`: action ✓ resource ✓");
    }

    @Test
    void aRefusalIsTheGatewaysSentenceWithTheTreeBelowIt() {
        Typed answer = ask("simulate", "--app", "translator", "--model", HAIKU, "--operation", "ConverseStream");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out().lines().toList())
                .contains(
                        "User: app/translator is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: "
                                + "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU
                                + " because no identity-based policy allows the bedrock:InvokeModelWithResponseStream action",
                        "    identity-based policy does not allow");
    }

    @Test
    void anAnswerForMachinesHasStableMembers() {
        JsonNode answer = ask("simulate", "--app", "translator", "--model", HAIKU, "--json")
                .json();

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly(
                        "app",
                        "operation",
                        "region",
                        "model",
                        "decision",
                        "deniedBy",
                        "message",
                        "advice",
                        "status",
                        "explanation",
                        "conditions",
                        "notes");
        assertThat(answer.path("decision").asText()).isEqualTo("implicitDeny");
        assertThat(answer.path("deniedBy").asText()).isEqualTo("policy");
        assertThat(answer.path("status").asInt()).isEqualTo(403);
        assertThat(answer.path("message").asText()).startsWith("User: app/translator is not authorized");
        assertThat(answer.path("explanation").path("parts")).hasSize(1);
    }

    @Test
    void aCallThroughAProfileAsksForEveryModelBehindIt() {
        JsonNode answer = ask(
                        "simulate",
                        "--app",
                        "homely",
                        "--model",
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                        "--context",
                        "aws:SourceIp=192.0.2.7",
                        "--json")
                .json();

        assertThat(answer.path("explanation").path("parts")).hasSizeGreaterThan(2);
        assertThat(answer.path("decision").asText()).isEqualTo("explicitDeny");
    }

    @Test
    void aModelThatNobodyKnowsIsRefusedAsTheGatewayWould() {
        Typed answer = ask("simulate", "--app", "homely", "--model", "acme.oracle-v9");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out())
                .contains(
                        "HTTP 403 AccessDeniedException; ostiary: policy; neither a foundation model nor an inference profile")
                .contains("note: the catalogue at hand does not list it");
    }

    @ParameterizedTest
    @CsvSource({
        "meta.llama3-70b-instruct-v1, `meta.llama3-70b-instruct-v1:0`",
        "meta.lama3-70b-instruct-v1:0, `meta.llama3-70b-instruct-v1:0`",
        "nova-lite, `amazon.nova-lite-v1:0`",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite, `us.amazon.nova-lite-v1:0`",
    })
    void theNearestIdsOfTheCatalogueAreNamed(String typed, String near) {
        assertThat(ask("simulate", "--app", "homely", "--model", typed).out())
                .containsPattern("(?m)^note: .*did you mean .*" + Pattern.quote(near));
    }

    @Test
    void anInlineDocumentIsNotCalledLikeAFile() {
        new AccessTree(directory)
                .with("policies/inline.json", AccessTree.POLICY)
                .with("apps/both.yaml", app("both", "inline", "policy:\n" + AccessTree.POLICY.indent(2)));

        assertThat(ask("simulate", "--app", "both", "--model", LLAMA).out())
                .contains("statement 1 of policy `inline`:", "statement 1 of policy `inline:both`:");
    }

    @Test
    void aRegionThatIsNotConfiguredIsAMalformedRequest() {
        System.setProperty("ostiary.upstreams.default.account-id", "111122223333");
        System.setProperty("ostiary.upstreams.default.regions", "us-east-1");
        try {
            Typed answer = ask("simulate", "--app", "translator", "--model", LLAMA, "--region", "eu-west-1", "--json");

            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.json().path("deniedBy").asText()).isEqualTo("request");
            assertThat(answer.json().path("status").asInt()).isEqualTo(400);
            assertThat(answer.json().path("advice").asText()).isEqualTo("the upstream `default` serves us-east-1");
        } finally {
            System.clearProperty("ostiary.upstreams.default.account-id");
            System.clearProperty("ostiary.upstreams.default.regions");
        }
    }

    @Test
    void aDisabledAppHearsWhatItsTokensWouldHear() {
        Typed answer = ask("simulate", "--app", "off", "--model", LLAMA);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out()).contains("The app off is disabled", "ostiary: identity");
    }

    @Test
    void givenKeysWinAndAKeyGivenTwiceHasTwoValues() {
        Typed home = ask("simulate", "--app", "homely", "--model", LLAMA, "--context", "aws:SourceIp=10.1.2.3");
        Typed elsewhere = ask("simulate", "--app", "homely", "--model", LLAMA, "--context", "aws:SourceIp=192.0.2.7");
        Typed two = ask(
                "simulate",
                "--app",
                "guarded",
                "--model",
                LLAMA,
                "--context",
                "bedrock:GuardrailIdentifier=a",
                "--context",
                "bedrock:GuardrailIdentifier=b");

        assertThat(home.status()).isZero();
        assertThat(elsewhere.status()).isEqualTo(1);
        assertThat(elsewhere.out()).contains("with an explicit deny in an identity-based policy");
        assertThat(two.out()).contains("request [a, b]");
    }

    @Test
    void aKeyThatTheGatewayNeverHasIsSaid() {
        Typed answer = ask("simulate", "--app", "translator", "--model", LLAMA, "--context", "aws:SourceVpc=vpc-1");

        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("note: the gateway never supplies `aws:SourceVpc`");
    }

    @Test
    void aGuardrailIsAskedForItselfToo() {
        Typed with = ask("simulate", "--app", "guarded", "--model", LLAMA, "--guardrail", "gd7example:1");
        Typed converse = ask(
                "simulate",
                "--app",
                "guarded",
                "--model",
                LLAMA,
                "--operation",
                "Converse",
                "--guardrail",
                GUARDRAIL + ":1");
        Typed other = ask("simulate", "--app", "guarded", "--model", LLAMA, "--guardrail", "gd7example:2");
        Typed apply =
                ask("simulate", "--app", "guarded", "--operation", "ApplyGuardrail", "--guardrail", "gd7example:9");

        assertThat(with.status()).isZero();
        assertThat(with.out()).contains("bedrock:ApplyGuardrail on " + GUARDRAIL + ": allowed");
        assertThat(converse.status()).isZero();
        assertThat(other.status()).isEqualTo(1);
        assertThat(apply.status()).isZero();
    }

    @Test
    void whatOnlyARealCallKnowsIsTold() {
        Typed answer = ask("simulate", "--app", "homely", "--model", LLAMA);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out())
                .contains("in a real call it depends:\n  not with aws:SourceIp NotIpAddress [10.0.0.0/8]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--app translatr --model x | there is no app `translatr` (did you mean `translator`?)",
                "--app translator --model x --operation Convers | unknown operation `Convers` (did you mean `Converse`?)",
                "--app translator --modle x | unknown option `--modle` (did you mean `model`?)",
                "--app translator | say which model",
                "--model x | say which app",
                "--app translator --model x --context nothing | `nothing` is no condition key with a value",
                "--app translator --model x --guardrail gd | does not say the guardrail's version",
                "--app translator --model x --app poor | option `--app` is there twice",
                "--app translator --operation ListFoundationModels --model x | ListFoundationModels names no model",
                "--app translator --operation CountTokens --model x --tier flex | CountTokens takes no --tier",
                "translator | `translator` is not expected here"
            })
    void whatCannotBeAskedIsStatusTwo(String words, String message) {
        Typed answer = ask(("simulate " + words).split(" "));

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(message);
    }

    @Test
    void accessFilesThatDoNotLoadAreFindings() {
        new AccessTree(directory).with("apps/translator.yaml", "version: 1\napp: translator\nenabeld: false\n");

        Typed text = ask("who-can", "--model", LLAMA);
        Typed json = ask("who-can", "--model", LLAMA, "--json");

        assertThat(text.status()).isEqualTo(2);
        assertThat(text.out()).contains("apps/translator.yaml:3:1: unknown key `enabeld` (did you mean `enabled`?)");
        assertThat(json.json().path("findings").path(0).path("line").asInt()).isEqualTo(3);
    }

    @Test
    void whoCanListsEverybodyWithHisConditions() {
        Typed answer = ask("who-can", "--model", LLAMA);

        assertThat(answer.status()).isZero();
        assertThat(answer.out().lines())
                .containsExactly(
                        "guarded: InvokeModel (only with bedrock:GuardrailIdentifier StringEquals [" + GUARDRAIL
                                + ":1])",
                        "homely: InvokeModel, InvokeModelWithResponseStream (not with aws:SourceIp NotIpAddress [10.0.0.0/8])",
                        "off (disabled): InvokeModel",
                        "translator: InvokeModel");
    }

    @Test
    void whoCanForMachinesTellsAllowedFromConditional() {
        JsonNode answer = ask("who-can", "--model", LLAMA, "--operation", "Converse", "--json")
                .json();

        assertThat(answer.path("apps").findValuesAsText("app"))
                .containsExactly("guarded", "homely", "off", "translator");
        assertThat(answer.path("apps").findValuesAsText("answer"))
                .containsExactly("conditional", "conditional", "allowed", "allowed");
        assertThat(answer.path("apps").path(2).path("enabled").asBoolean()).isFalse();
    }

    @Test
    void nobodyIsStatusOne() {
        Typed answer = ask(
                "who-can", "--model", HAIKU, "--context", "aws:SourceIp=192.0.2.7", "--operation", "ConverseStream");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out()).isEqualTo("no app may\n");
    }

    @Test
    void whatCanNamesModelsAndWhatNeedsNone() {
        Typed one = ask("what-can", "--app", "translator");
        Typed much = ask("what-can", "--app", "homely", "--context", "aws:SourceIp=10.0.0.1");
        Typed nothing = ask("what-can", "--app", "poor");

        assertThat(one.status()).isZero();
        assertThat(one.out()).isEqualTo("app `translator` in us-east-1\n  " + LLAMA + ": InvokeModel\n");
        assertThat(much.out())
                .contains("  " + LLAMA
                        + ": InvokeModel, InvokeModelWithResponseStream, CountTokens, GetFoundationModel\n")
                .contains(
                        "  without a model: ListFoundationModels, ListInferenceProfiles, ListAsyncInvokes, InvokeGuardrailChecks\n");
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.out()).endsWith("  nothing\n");
    }

    @Test
    void withoutAnyConfigurationDevelopmentsAccountIsTakenAndSaid() {
        Typed answer = Typed.run("simulate", "--app", "translator", "--model", LLAMA, "--access", directory.toString());

        assertThat(answer.status()).isZero();
        assertThat(answer.err())
                .contains("no upstream is configured: taken are the account 111122223333 and the Region us-east-1");
    }

    @Test
    void explainWithAnAppIsSimulate() {
        Typed explained = ask("explain", "--app", "translator", "--model", HAIKU);

        assertThat(explained).isEqualTo(ask("simulate", "--app", "translator", "--model", HAIKU));
    }
}
