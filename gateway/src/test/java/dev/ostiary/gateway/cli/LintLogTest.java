package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.files.AccessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintLogTest {
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final String PROFILE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String TWO_MODELS = AccessTree.POLICY.replace(
            "\"arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA + "\"",
            "[\"arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA
                    + "\", \"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0\"]");

    @TempDir
    Path directory;

    private AccessTree tree;

    @BeforeEach
    void goodFiles() {
        tree = new AccessTree(directory.resolve("access")).withGoodFiles().with("policies/llama.json", TWO_MODELS);
    }

    private Typed lint(String... lines) throws IOException {
        Path log = Files.write(directory.resolve("access.log"), List.of(lines));
        return Typed.run("lint", tree.root().toString(), "--log", log.toString());
    }

    private static String line(String day, String app, String operation, String model, String deniedBy) {
        return """
                {"time":"%sT10:00:00Z","app":"%s","operation":"%s","modelId":"%s","region":"us-east-1","outcome":"x","deniedBy":%s}""".formatted(day, app, operation, model, deniedBy.isEmpty() ? "null" : '"' + deniedBy + '"');
    }

    @Test
    void whatNoCallNeededIsNamedWithTheDaysOnRecord() throws IOException {
        Typed ran = lint(
                "not a line of the gateway",
                line("2026-09-10", "translator", "Converse", LLAMA, ""),
                line("2026-09-01", "other", "Converse", LLAMA, ""));

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("llama.json:7:")
                .contains("warning LP_UNUSED_ACCESS: for the app `translator`: "
                        + "`arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0` was not used in 10 days, "
                        + "on record since 2026-09-01")
                .doesNotContain(LLAMA + "` was not used");
    }

    @Test
    void whatWasRefusedByThePoliciesWasNotUsedAndWhatBedrockRefusedWas() throws IOException {
        assertThat(lint(
                                line("2026-09-01", "translator", "Converse", LLAMA, "model-access"),
                                line("2026-09-01", "translator", "InvokeModel", "amazon.nova-lite-v1:0", "limit"))
                        .out())
                .doesNotContain("LP_UNUSED_ACCESS");
        assertThat(lint(
                                line("2026-09-01", "translator", "Converse", LLAMA, ""),
                                line("2026-09-01", "translator", "InvokeModel", "amazon.nova-lite-v1:0", "policy"))
                        .out())
                .contains("amazon.nova-lite-v1:0` was not used in 1 day,");
    }

    @Test
    void anAppThatDidNothingUsedNoStatement() throws IOException {
        assertThat(lint(line("2026-09-01", "other", "Converse", LLAMA, "")).out())
                .contains(
                        "llama.json:4:5: warning LP_UNUSED_ACCESS: for the app `translator`: the statement was not used");
    }

    @Test
    void aProfileIsUsedWithItsModels() throws IOException {
        tree.with(
                "policies/llama.json",
                AccessTree.POLICY.replace(
                        "\"arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA + "\"",
                        "[\"arn:aws:bedrock:us-east-1:111122223333:inference-profile/" + PROFILE
                                + "\", \"arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0\"]"));

        assertThat(lint(line("2026-09-01", "translator", "Converse", PROFILE, ""))
                        .out())
                .doesNotContain("LP_UNUSED_ACCESS");
    }

    @Test
    void whatTheLogDoesNotShowIsNotCalledUnused() throws IOException {
        tree.with(
                "policies/llama.json",
                AccessTree.POLICY
                        .replace("bedrock:InvokeModel", "bedrock:ApplyGuardrail")
                        .replace(":foundation-model/" + LLAMA, "111122223333:guardrail/g1"));

        assertThat(lint(line("2026-09-01", "translator", "Converse", LLAMA, "")).out())
                .doesNotContain("LP_UNUSED_ACCESS");
    }

    @Test
    void nothingIsSaidAboutAnAppWithACallThatNobodyCanExplainAnyMore() throws IOException {
        Typed ran = lint(line("2026-09-01", "translator", "Converse", "no.such-model", ""));

        assertThat(ran.out()).doesNotContain("LP_UNUSED_ACCESS");
        assertThat(ran.err()).contains("nothing is said about what the app `translator` uses", "`no.such-model`");
    }

    @Test
    void aLogThatIsNoneIsStatusTwo() throws IOException {
        assertThat(lint("hello").err()).contains("no line of the gateway");
        assertThat(Typed.run(
                                "lint",
                                tree.root().toString(),
                                "--log",
                                directory.resolve("none").toString())
                        .status())
                .isEqualTo(2);
        assertThat(Typed.run("lint", tree.root().toString(), "--account", "111122223333")
                        .err())
                .contains("go with `--log`");
    }
}
