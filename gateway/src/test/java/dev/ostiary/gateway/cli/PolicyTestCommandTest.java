package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.gateway.files.AccessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PolicyTestCommandTest {
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";

    @TempDir
    Path directory;

    private AccessTree tree;

    @BeforeEach
    void anAppThatMayInvokeLlama() {
        tree = new AccessTree(directory.resolve("access")).withGoodFiles();
    }

    private Typed tested(String... items) {
        test("t.yaml", items);
        return run();
    }

    private Typed run(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "policy-test";
        words[1] = tree.root().toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return Typed.run(words);
    }

    private void test(String file, String... items) {
        tree.with("tests/" + file, "version: 1\ntests:\n" + String.join("", items));
    }

    private static String item(String name, String what) {
        return "  - { name: \"" + name + "\", app: translator, " + what + " }\n";
    }

    @Test
    void theSamplesOfTheRepositoryPass() {
        Typed typed = Typed.run("policy-test", "../access");

        assertThat(typed.out()).endsWith("7 passed, 0 failed\n");
        assertThat(typed.status()).isZero();
    }

    @Test
    void whatIsSoPasses() {
        Typed typed = tested(
                item("llama", "can: [InvokeModel, Converse], model: " + LLAMA),
                item("no stream", "cannot: ConverseStream, model: " + LLAMA + ", denied-by: policy"));

        assertThat(typed.out())
                .isEqualTo("ok   tests/t.yaml: llama\nok   tests/t.yaml: no stream\n2 passed, 0 failed\n");
        assertThat(typed.status()).isZero();
    }

    @Test
    void aFailureSaysTheSentenceAndTheNearestMiss() {
        Typed typed = tested(item("sonnet", "can: Converse, model: [" + LLAMA + ", " + SONNET + "]"));

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .startsWith("FAIL tests/t.yaml:3:5: sonnet\n       Converse of `" + SONNET
                        + "`: User: app/translator is not authorized to perform: bedrock:InvokeModel on resource: ")
                .contains("nearest: statement 1 of policy `llama` allows all but the resource")
                .endsWith("0 passed, 1 failed\n");
    }

    @Test
    void whatMustNotBePossibleFailsWhenOneModelIsAllowed() {
        Typed typed = tested(item("none", "cannot: InvokeModel, model: [" + SONNET + ", " + LLAMA + "]"));

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).contains("       InvokeModel of `" + LLAMA + "`: is allowed\n");
    }

    @Test
    void theLayerThatRefusesIsPartOfTheTest() {
        DiffCommandTest.write(
                tree.root(), "organization/no-llama.json", DiffCommandTest.statement("Deny", "bedrock:*", "*"));

        Typed typed = tested(
                item("a", "cannot: InvokeModel, model: " + LLAMA + ", denied-by: organization-policy"),
                item("b", "cannot: InvokeModel, model: " + LLAMA + ", denied-by: policy"));

        assertThat(typed.out())
                .contains("ok   tests/t.yaml: a\n", "is refused by organization-policy, not by policy: ")
                .endsWith("1 passed, 1 failed\n");
    }

    @Test
    void actionsThatTheGatewayDoesNotOfferAreAskedOnResources() {
        Typed typed = tested(
                item("delete", "cannot: bedrock:DeleteGuardrail, resource: \"*\""),
                item(
                        "raw",
                        "can: bedrock:InvokeModel, resource: arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA));

        assertThat(typed.out()).endsWith("2 passed, 0 failed\n");
    }

    @Test
    void theContextOfARealRequestMustBeSaidWhenItDecides() {
        tree.with(
                "policies/llama.json",
                AccessTree.POLICY.replace(
                        "\"Effect\": \"Allow\",",
                        "\"Effect\": \"Allow\", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}},"));

        Typed typed = tested(
                item("unsaid", "cannot: InvokeModel, model: " + LLAMA),
                item("inside", "can: InvokeModel, model: " + LLAMA + ", context: { \"aws:SourceIp\": 10.1.2.3 }"),
                item("outside", "cannot: InvokeModel, model: " + LLAMA + ", context: { \"aws:SourceIp\": 192.0.2.1 }"));

        assertThat(typed.out())
                .contains("depends on what only a real request knows, put it into `context`: only with aws:SourceIp")
                .contains("ok   tests/t.yaml: inside\n", "ok   tests/t.yaml: outside\n");
    }

    @Test
    void anAppThatIsSwitchedOffCanDoNothing() {
        tree.with("apps/translator.yaml", AccessTree.APP + "enabled: false\n");

        assertThat(tested(item("off", "cannot: InvokeModel, denied-by: identity, model: " + LLAMA))
                        .out())
                .endsWith("1 passed, 0 failed\n");
    }

    @Test
    void aTestThatNamesWhatDoesNotExistIsAnErrorNotAPass() {
        Typed typed = tested(
                item("model", "cannot: InvokeModel, model: meta.llama3-70b-instruct-v1"),
                "  - { name: app, app: transletor, cannot: InvokeModel, model: " + LLAMA + " }\n",
                item("region", "cannot: InvokeModel, region: eu-west-1, model: " + LLAMA));

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.out())
                .contains("tests/t.yaml:3:5: test `model`: InvokeModel of `meta.llama3-70b-instruct-v1` never reaches")
                .contains("(did you mean `" + LLAMA + "`?)")
                .contains("tests/t.yaml:4:5: test `app`: there is no app `transletor` (did you mean `translator`?)")
                .contains("tests/t.yaml:5:5: test `region`")
                .doesNotContain("passed");
    }

    @Test
    void testsAreReadStrictly() {
        Typed typed = tested(
                item("a", "can: Convers, model: " + LLAMA),
                item("a", "cannot: InvokeModel, modle: " + LLAMA),
                item("b", "model: " + LLAMA),
                item("c", "can: InvokeModel, cannot: Converse, model: " + LLAMA),
                item("d", "can: [Converse, bedrock:GetGuardrail], model: " + LLAMA),
                item("e", "can: ListFoundationModels, model: " + LLAMA),
                item("f", "can: Converse, model: " + LLAMA + ", denied-by: policy"),
                item("g", "cannot: Converse, denied-by: boundary, model: " + LLAMA),
                item("h", "cannot: Converse, model: " + LLAMA + ", context: { SourceIp: x }"));

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.out())
                .contains("`Convers` is no operation that a test can name (did you mean `Converse`?)")
                .contains("4:13: a test of this name stands in line 3")
                .contains("unknown key `modle` (did you mean `model`?)")
                .contains("5:5: neither `can` nor `cannot`")
                .contains("6:5: `can` and `cannot` in one test")
                .contains("operations and actions in one test")
                .contains("`model` has no meaning here (ListFoundationModels names none)")
                .contains("`denied-by` beside `can`")
                .contains("`boundary` is no layer that a test can name")
                .contains("`SourceIp` is not a condition key");
    }

    @Test
    void whatTestsNothingIsRefused() {
        assertThat(run().err()).contains("there is no policy test in ");
        tree.with("tests/t.yaml", "version: 1\ntests: []\n");
        assertThat(run().out()).contains("tests/t.yaml:2:8: `tests` is empty");
        tree.with("tests/t.yaml", "");
        assertThat(run()).satisfies(typed -> assertThat(typed.status()).isEqualTo(2));
        tree.with("tests/t.yaml", "version: 1\n");
        assertThat(run().out()).contains("`tests` is missing");
        assertThat(Typed.run("policy-test").err()).contains("expected an access directory");
    }

    @Test
    void filesElsewhereAreRunAgainstAnAccessDirectory() throws IOException {
        Path file = Files.writeString(
                directory.resolve("own.yaml"),
                "version: 1\ntests:\n" + item("llama", "can: InvokeModel, model: " + LLAMA));

        Typed typed = Typed.run(
                "policy-test", file.toString(), "--access", tree.root().toString());

        assertThat(typed.out()).isEqualTo("ok   " + file + ": llama\n1 passed, 0 failed\n");
    }

    @Test
    void jsonNamesEveryTest() {
        test(
                "a/t.yaml",
                item("yes", "can: InvokeModel, model: " + LLAMA),
                item("no", "can: Converse, model: " + SONNET));

        JsonNode json = run("--json").json();

        assertThat(json.path("passed").asInt()).isEqualTo(1);
        assertThat(json.path("failed").asInt()).isEqualTo(1);
        assertThat(json.path("tests").path(1).path("failures").path(0).asText()).startsWith("Converse of `");
        assertThat(json.path("tests").path(1).path("file").asText()).isEqualTo("tests/a/t.yaml");
    }

    @Test
    void buildServersGetJunitXml() throws Exception {
        test(
                "t.yaml",
                item("a \\\"<&>\\u0007 name", "can: InvokeModel, model: " + LLAMA),
                item("no", "can: Converse, model: " + SONNET));
        Path report = directory.resolve("report.xml");

        Typed typed = run("--junit", report.toString());

        assertThat(typed.status()).isEqualTo(1);
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element first = (Element) xml.getElementsByTagName("testcase").item(0);
        assertThat(first.getAttribute("name")).isEqualTo("a \"<&>\uFFFD name");
        assertThat(first.getAttribute("time")).matches("\\d+\\.\\d{3}");
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("is not authorized to perform: bedrock:InvokeModel");
    }
}
