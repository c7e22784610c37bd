package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.files.AccessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String BLOCK_ON = "ostiary.access.block-on";
    private static final String FULL_ACCESS = "ostiary.access.organization-full-access";
    private static final String STAR =
            AccessTree.POLICY.replace("arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0", "*");
    private static final String CONVERSE = AccessTree.POLICY.replace("bedrock:InvokeModel", "bedrock:Converse");
    private static final String PROFILE = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "bedrock:InvokeModel",
                  "Resource": [
                    "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0"
                  ]
                }
              ]
            }
            """;

    @TempDir
    Path directory;

    private AccessTree tree;

    @BeforeEach
    void goodFiles() {
        tree = new AccessTree(directory).withGoodFiles();
    }

    @AfterEach
    void nothingIsConfiguredAnyMore() {
        System.clearProperty(BLOCK_ON);
        System.clearProperty(FULL_ACCESS);
    }

    private Typed lint(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "lint";
        all[1] = directory.toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return Typed.run(all);
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    @Test
    void everyCommandRefusesAModelWithoutItsVersionInTheWordsOfLint() {
        tree.with("policies/llama.json", AccessTree.POLICY.replace("-instruct-v1:0", "-instruct-v1"));
        String told = "BR_UNKNOWN_MODEL: `meta.llama3-70b-instruct-v1` lacks its version and never matches";

        Typed validated = Typed.run("validate", directory.toString());

        assertThat(validated.status()).isEqualTo(1);
        assertThat(validated.out()).startsWith("policies/llama.json:7:19: " + told);
        assertThat(lint().out()).contains("policies/llama.json:7:19: error " + told);
        Typed asked = Typed.run("what-can", "--app", "translator", "--access", directory.toString());
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.out()).contains("policies/llama.json:7:19: " + told);
        assertThat(lint("--fix").status()).isZero();
        assertThat(Typed.run("validate", directory.toString()).status()).isZero();
    }

    @Test
    void warningsAloneAreFine() {
        Typed ran = lint();

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines().toList())
                .containsExactly(
                        directory.resolve("policies/llama.json")
                                + ":4:5: warning BR_GUARDRAIL_NOT_REQUIRED: models may be "
                                + "called without a guardrail: there is no condition on `bedrock:GuardrailIdentifier`",
                        "",
                        "0 errors, 0 security findings, 1 warning, 0 suggestions, 0 waived");
    }

    @Test
    void whatTheBoundaryNeverLetsThroughIsSaid() {
        tree.with("policies/eu-only.json", AccessTree.POLICY.replace("us-east-1", "eu-west-1"));
        String app = AccessTree.APP.replace("policies: [llama]", "policies: [llama]\nboundary: eu-only");
        tree.with("apps/translator.yaml", app);

        Typed ran = lint();

        assertThat(app).contains("boundary");
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("policies/llama.json:4:5: suggestion LP_WIDER_THAN_BOUNDARY: for the app `translator`: ");
    }

    @Test
    void errorsAndSecurityFindingsFailUnlessTheseAreWaived() {
        tree.with("policies/llama.json", CONVERSE);
        assertThat(lint().status()).isEqualTo(1);

        tree.with("policies/llama.json", STAR);
        assertThat(lint().status()).isEqualTo(1);

        tree.with("policies/llama.waivers.yaml", """
                version: 1
                waivers: [{ rule: LP_RESOURCE_STAR, reason: trial, expires: 9999-12-31 }]
                """);
        assertThat(lint()).extracting(Typed::status).isEqualTo(0);
        assertThat(lint().out()).contains("1 waived").doesNotContain("LP_RESOURCE_STAR");
    }

    @Test
    void whatElseKeepsTheDirectoryFromLoadingIsAnError() {
        tree.with("apps/translator.yaml", "version: 1\napp: translator\nenabeld: false\n");

        Typed ran = lint();

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("apps/translator.yaml:3:1: error ACCESS_FILE: unknown key `enabeld`");
    }

    @Test
    void waiversThatDoNothingAreTold() {
        tree.with("policies/llama.waivers.yaml", """
                version: 1
                waivers:
                  - { rule: LP_RESOURCE_STAR, reason: trial, expires: 9999-12-31 }
                  - { rule: BR_GUARDRAIL_NOT_REQUIRED, reason: trial, expires: 2020-01-01 }
                """);

        assertThat(lint().out())
                .contains("llama.waivers.yaml:3:5: suggestion WAIVER_UNUSED: ")
                .contains("llama.waivers.yaml:4:5: warning WAIVER_EXPIRED: ")
                .contains("warning BR_GUARDRAIL_NOT_REQUIRED");
    }

    @Test
    void aSingleDocumentIsLintedWithItsWaivers() {
        tree.with("policies/llama.json", STAR);
        assertThat(Typed.run("lint", directory.resolve("policies/llama.json").toString())
                        .status())
                .isEqualTo(1);

        tree.with("organization/10-root/wide.json", STAR);
        assertThat(Typed.run(
                                "lint",
                                directory
                                        .resolve("organization/10-root/wide.json")
                                        .toString())
                        .out())
                .doesNotContain("LP_");
    }

    @Test
    void whatCannotBeReadIsStatusTwo() {
        assertThat(Typed.run("lint", directory.resolve("nowhere").toString()).status())
                .isEqualTo(2);
        assertThat(Typed.run("lint").status()).isEqualTo(2);
        assertThat(lint("--dry-run").err()).contains("`--dry-run` goes with `--fix`");
    }

    @Test
    void theJsonFormNamesEverything() throws IOException {
        tree.with("policies/llama.json", CONVERSE);

        JsonNode json = new ObjectMapper().readTree(lint("--json").out());

        assertThat(json.path("passed").asBoolean()).isFalse();
        JsonNode finding = json.path("findings").get(0);
        assertThat(finding.path("file").asText()).isEqualTo("policies/llama.json");
        assertThat(finding.path("line").asInt()).isEqualTo(6);
        assertThat(finding.path("pointer").asText()).isEqualTo("/Statement/0/Action");
        assertThat(finding.path("severity").asText()).isEqualTo("error");
        assertThat(finding.path("rule").asText()).isEqualTo("BR_CONVERSE_ACTION");
        assertThat(finding.path("fix").asText()).isEqualTo("write `bedrock:InvokeModel`");
        assertThat(finding.path("fixable").asBoolean()).isTrue();
        assertThat(finding.path("waived").asBoolean()).isFalse();
        assertThat(json.path("summary").path("error").asInt()).isEqualTo(1);
    }

    @Test
    void aDocumentByItselfIsNamedForProgramsAsItWasNamedByTheCaller() throws IOException {
        tree.with("policies/llama.json", CONVERSE);
        String document = directory.resolve("policies/llama.json").toString();
        JsonNode found = new ObjectMapper()
                .readTree(Typed.run("lint", document, "--json").out());
        assertThat(found.path("findings").path(0).path("file").asText()).isEqualTo(document);
        JsonNode fixed = new ObjectMapper()
                .readTree(Typed.run("lint", document, "--fix", "--json").out());
        assertThat(fixed.path("fixed").path(0).path("file").asText()).isEqualTo(document);
    }

    @Test
    void sarifGoesToStandardOutputOrToAFile() throws IOException {
        tree.with("policies/llama.json", CONVERSE);
        Path file = directory.resolve(".lint.sarif");

        Typed printed = lint("--sarif");
        Typed written = lint("--sarif=" + file);

        assertThat(written.status()).isEqualTo(1);
        assertThat(printed.out()).isEqualTo(Files.readString(file));
        JsonNode result = new ObjectMapper().readTree(printed.out()).at("/runs/0/results/0");
        assertThat(result.path("ruleId").asText()).isEqualTo("BR_CONVERSE_ACTION");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .endsWith("/policies/llama.json");
    }

    @Test
    void aDryRunPrintsTheDifferenceAndWritesNothing() throws IOException {
        tree.with("policies/llama.json", CONVERSE);

        Typed ran = lint("--fix", "--dry-run");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                --- %1$s
                +++ %1$s
                @@ -3,7 +3,7 @@
                   "Statement": [
                     {
                       "Effect": "Allow",
                -      "Action": "bedrock:Converse",
                +      "Action": "bedrock:InvokeModel",
                       "Resource": "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0"
                     }
                   ]
                """.formatted(directory.resolve("policies/llama.json")));
        assertThat(read("policies/llama.json")).isEqualTo(CONVERSE);
    }

    @Test
    void aFixWritesWhatItMeansAndNothingElse() throws IOException {
        String odd = AccessTree.POLICY.replace("\n", "\r\n");
        tree.with("policies/llama.json", CONVERSE).with("policies/odd.json", odd);
        Path file = directory.resolve("policies/llama.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Typed ran = lint("--fix");

        assertThat(ran.status()).isZero();
        assertThat(read("policies/llama.json")).isEqualTo(AccessTree.POLICY);
        assertThat(read("policies/odd.json")).isEqualTo(odd);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(2);
        }
        assertThat(lint("--fix").out()).doesNotContain("---");
    }

    @Test
    void aFixKeepsTheLineEndsOfTheFile() throws IOException {
        tree.with("policies/llama.json", CONVERSE.replace("\n", "\r\n"));

        lint("--fix");

        assertThat(read("policies/llama.json")).isEqualTo(AccessTree.POLICY.replace("\n", "\r\n"));
    }

    @Test
    void aFolderOfAnAccessDirectoryIsNotLintedByItself() {
        String policies = directory.resolve("policies").toString();

        assertThat(Typed.run("lint", policies).status()).isEqualTo(2);
        assertThat(Typed.run("lint", policies).err())
                .contains(
                        "is a folder of an access directory",
                        "pass the access directory, `" + directory + "`",
                        ".json");
    }

    @Test
    void aProfileGetsItsModels() throws IOException {
        tree.with("policies/llama.json", PROFILE);
        assertThat(lint().out()).contains("BR_PROFILE_WITHOUT_MODELS");

        lint("--fix");

        assertThat(read("policies/llama.json"))
                .contains("\"arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0\"")
                .contains("\"arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0\"");
        assertThat(lint()).satisfies(after -> {
            assertThat(after.status()).isZero();
            assertThat(after.out()).doesNotContain("BR_PROFILE", "BR_GLOBAL", "BR_MODEL_DIRECT");
        });
    }

    @Test
    void theStreamActionIsMissedWhenTheAppsStream() throws IOException {
        lint("--fix");
        assertThat(read("policies/llama.json")).isEqualTo(AccessTree.POLICY);

        lint("--fix", "--streaming");
        assertThat(read("policies/llama.json")).contains("\"bedrock:InvokeModelWithResponseStream\"");
    }

    @Test
    void whatIsWaivedIsNotFixed() throws IOException {
        String text = AccessTree.POLICY.replace(
                "\"bedrock:InvokeModel\"", "[\"bedrock:InvokeModel\", \"bedrock:InvokeModel\"]");
        tree.with("policies/llama.json", text).with("policies/llama.waivers.yaml", """
                version: 1
                waivers: [{ rule: REDUNDANT_ACTION, reason: trial, expires: 9999-12-31 }]
                """);

        lint("--fix");

        assertThat(read("policies/llama.json")).isEqualTo(text);
    }

    @Test
    void validateSaysWhatTheServerWouldSay() {
        tree.with("policies/llama.json", STAR);
        assertThat(Typed.run("validate", directory.toString()).status()).isZero();

        System.setProperty(BLOCK_ON, "security");
        assertThat(Typed.run("validate", directory.toString()).out()).contains("LP_RESOURCE_STAR");

        System.setProperty(BLOCK_ON, "SECURITY");
        assertThat(Typed.run("validate", directory.toString()).out()).contains("LP_RESOURCE_STAR");
    }

    @Test
    void everyCommandRefusesAWordThatTheServerWouldRefuse() {
        System.setProperty(BLOCK_ON, "warning");

        Typed validated = Typed.run("validate", directory.toString());
        Typed asked = Typed.run("what-can", "--app", "translator", "--access", directory.toString());

        assertThat(validated.status()).isEqualTo(2);
        assertThat(validated.err()).contains("`" + BLOCK_ON + "`", "`warning`", "expected error or security");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).isEqualTo(validated.err());
    }

    @Test
    void aTypingErrorInASwitchSwitchesNothingOff() {
        System.setProperty(FULL_ACCESS, "ture");

        Typed validated = Typed.run("validate", directory.toString());
        Typed asked = Typed.run("what-can", "--app", "translator", "--access", directory.toString());

        assertThat(validated.err()).contains("`" + FULL_ACCESS + "`", "`ture`", "expected true or false");
        assertThat(asked.err()).isEqualTo(validated.err());
        assertThat(validated.status()).isEqualTo(2);
        assertThat(asked.status()).isEqualTo(2);
    }
}
