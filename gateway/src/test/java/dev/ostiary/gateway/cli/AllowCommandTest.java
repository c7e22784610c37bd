package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.gateway.files.AccessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowCommandTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";
    private static final String NOVA_ARN = "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA;
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final String POLICY = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "Models", "Effect": "Allow",
                  "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
                  "Resource": [
                    "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0"
                  ]
                }
              ]
            }
            """;

    @TempDir
    Path directory;

    private AccessTree tree;

    @BeforeEach
    void anAppThatMayInvokeLlama() {
        tree = new AccessTree(directory).withGoodFiles().with("policies/llama.json", POLICY);
    }

    private Typed allow(String... words) {
        var all = new ArrayList<>(List.of("allow", "translator", "--access", directory.toString()));
        all.addAll(List.of(words));
        return Typed.run(all.toArray(String[]::new));
    }

    private String text(String path) throws IOException {
        return Files.readString(directory.resolve(path));
    }

    @Test
    void aModelIsAddedToTheStatementOfModelsAndNothingElseOfTheFileChanges() throws IOException {
        Typed typed = allow("--model", NOVA);

        assertThat(typed.status()).isZero();
        assertThat(typed.out()).isEqualTo("""
                        --- a/policies/llama.json
                        +++ b/policies/llama.json
                        @@ -5,7 +5,8 @@
                               "Sid": "Models", "Effect": "Allow",
                               "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
                               "Resource": [
                        -        "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0"
                        +        "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0",
                        +        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
                               ]
                             }
                           ]
                        written: policies/llama.json
                        the app `translator` may invoke `amazon.nova-lite-v1:0` in us-east-1, in one piece and streamed
                        proven: nothing else is granted
                        """);
        assertThat(text("policies/llama.json"))
                .isEqualTo(POLICY.replace(LLAMA + "\"", LLAMA + "\",\n        \"" + NOVA_ARN + "\""));
        assertThat(Typed.run("simulate", "--app", "translator", "--model", NOVA, "--access", directory.toString())
                        .status())
                .isZero();
    }

    @Test
    void whatIsAllowedAlreadyChangesNothing() throws IOException {
        Typed typed = allow("--model", LLAMA);

        assertThat(typed.status()).isZero();
        assertThat(typed.out()).contains("may invoke `" + LLAMA + "` in us-east-1 already: nothing is changed");
        assertThat(text("policies/llama.json")).isEqualTo(POLICY);
    }

    @Test
    void aDryRunShowsAndProvesAndWritesNothing() throws IOException {
        Typed typed = allow("--model", NOVA, "--dry-run");

        assertThat(typed.status()).isZero();
        assertThat(typed.out()).contains("+++ b/policies/llama.json", "dry run: nothing is written", "proven: nothing");
        assertThat(text("policies/llama.json")).isEqualTo(POLICY);
    }

    @Test
    void aProfileIsWrittenWithAllItsModels() throws IOException {
        Typed typed = allow("--model", "us." + NOVA, "--account", "999988887777");

        assertThat(typed.status()).isZero();
        assertThat(text("policies/llama.json"))
                .startsWith(POLICY.substring(0, POLICY.indexOf("    }\n  ]")))
                .contains("arn:aws:bedrock:us-east-1:999988887777:inference-profile/us." + NOVA)
                .contains(NOVA_ARN, NOVA_ARN.replace("us-east-1", "us-west-2"))
                .contains("\"bedrock:InferenceProfileArn\"");
    }

    @Test
    void aProfileCanBeNamedByItsBeginning() {
        Typed typed = allow("--model", NOVA, "--through-profile", "us", "--json", "--dry-run");

        assertThat(typed.json().path("model").asText()).isEqualTo("us." + NOVA);
        assertThat(allow("--model", NOVA, "--through-profile", "eu").err())
                .contains("no profile `eu` leads to `" + NOVA + "` from us-east-1 (known are us." + NOVA + ")");
    }

    @Test
    void theRightsOfTheFileStay() throws IOException {
        Path file = directory.resolve("policies/llama.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        assertThat(allow("--model", NOVA).status()).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
        try (var left = Files.list(directory.resolve("policies"))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void anAppWithoutPoliciesGetsOneAndKeepsItsComments() throws IOException {
        String app =
                "version: 1\napp: translator # the one of support\npolicies: # none of its own\n  - aws:AmazonBedrockReadOnly # sees\n";
        tree.with("apps/translator.yaml", app);

        Typed typed = allow("--model", NOVA);

        assertThat(typed.status()).isZero();
        assertThat(typed.out()).contains("--- /dev/null\n+++ b/policies/translator.json\n", "+  - translator\n");
        assertThat(text("apps/translator.yaml")).isEqualTo(app + "  - translator\n");
        assertThat(text("policies/translator.json")).contains(NOVA_ARN);
    }

    @Test
    void severalPoliciesNeedAChoice() {
        tree.with("policies/second.json", AccessTree.POLICY)
                .with("apps/translator.yaml", AccessTree.APP.replace("[llama]", "[llama, second]"));

        Typed typed = allow("--model", NOVA);

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("has several policies: llama, second (say which one is to be edited");
        assertThat(allow("--model", NOVA, "--policy", "second").out()).contains("+++ b/policies/second.json");
    }

    @Test
    void aPolicyOfSeveralAppsIsEditedOnlyWhenThatIsSaid() throws IOException {
        tree.with("apps/second.yaml", AccessTree.APP.replace("translator", "second"));

        Typed refused = allow("--model", NOVA);

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("other apps have the policy `llama` too, and would gain the model: second");
        assertThat(text("policies/llama.json")).isEqualTo(POLICY);
        Typed typed = allow("--model", NOVA, "--shared");
        assertThat(typed.status()).isZero();
        assertThat(typed.out()).endsWith("gained by the other apps with this policy too: second\n");
    }

    @Test
    void aPolicyOfItsOwnLeavesTheSharedOneAlone() throws IOException {
        tree.with("apps/second.yaml", AccessTree.APP.replace("translator", "second"));

        assertThat(allow("--model", NOVA, "--policy", "more").status()).isZero();

        assertThat(text("policies/llama.json")).isEqualTo(POLICY);
        assertThat(text("apps/translator.yaml")).isEqualTo(AccessTree.APP.replace("[llama]", "[more, llama]"));
    }

    @Test
    void aPolicyThatTheAppDoesNotHaveIsNotGivenToIt() {
        tree.with("policies/admin.json", AccessTree.POLICY);

        assertThat(allow("--model", NOVA, "--policy", "admin").err())
                .contains("`policies/admin.json` exists, but the app `translator` does not have it");
    }

    @Test
    void whatALimitStillRefusesIsSaidWithTheLayer() {
        tree.with("apps/translator.yaml", AccessTree.APP + "boundary: limit\n").with("policies/limit.json", POLICY);

        Typed typed = allow("--model", NOVA);

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("`" + NOVA + "` in us-east-1 is still refused, by permissions-boundary: User: app/translator")
                .contains("proven: nothing else is granted");
    }

    @Test
    void anOrganizationPolicyThatRefusesIsNamed() {
        DiffCommandTest.write(
                directory, "organization/deny.json", DiffCommandTest.statement("Deny", "bedrock:*", NOVA_ARN));

        JsonNode json = allow("--model", NOVA, "--json").json();

        assertThat(json.path("written").asBoolean()).isTrue();
        assertThat(json.path("allowed").asBoolean()).isFalse();
        assertThat(json.path("nothingElse").asText()).isEqualTo("pass");
        assertThat(json.path("answers").path(0).path("deniedBy").asText()).isEqualTo("organization-policy");
        assertThat(json.path("files")).hasSize(1);
        assertThat(json.path("diff").asText()).startsWith("--- a/policies/llama.json\n");
    }

    @Test
    void whatDoesNotExistIsToldWithWhatWasMeant() {
        assertThat(allow("--model", "amazon.nova-lite-v1").err())
                .contains("there is no model or profile `amazon.nova-lite-v1` in us-east-1 (did you mean `" + NOVA
                        + "`?)");
        assertThat(Typed.run("allow", "transletor", "--model", NOVA, "--access", directory.toString())
                        .err())
                .contains("there is no app `transletor` (did you mean `translator`?)");
        assertThat(allow().err()).contains("say which model");
        assertThat(allow("--model", NOVA, "--dryrun").err()).contains("unknown option `--dryrun`");
        tree.with("apps/translator.yaml", AccessTree.APP + "enabeld: true\n");
        assertThat(allow("--model", NOVA).status()).isEqualTo(2);
    }

    @Test
    void aModelThatIsServedThroughProfilesOnlySaysSo() {
        Typed typed = allow("--model", "anthropic.claude-sonnet-4-5-20250929-v1:0");

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err())
                .contains("through profiles only (name one: --model ", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
    }

    @Test
    void aGlobalProfileNeedsTheModelWithoutARegion() throws IOException {
        assertThat(allow("--model", "global.anthropic.claude-sonnet-4-5-20250929-v1:0")
                        .status())
                .isZero();

        assertThat(text("policies/llama.json"))
                .contains("\"arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0\"");
    }
}
