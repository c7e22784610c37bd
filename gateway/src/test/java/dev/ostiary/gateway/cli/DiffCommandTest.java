package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.gateway.files.AccessTree;
import dev.ostiary.gateway.terminal.PolicyFile;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final String LLAMA =
            statement("Allow", "bedrock:InvokeModel", MODEL + "meta.llama3-70b-instruct-v1:0");
    private static final String NOVA = statement("Allow", "bedrock:InvokeModel", MODEL + "amazon.nova-lite-v1:0");

    @TempDir
    Path directory;

    @Test
    void anotherOrderOfStatementsIsTheSameAccess() {
        Typed typed = Typed.run("diff", policy("old.json", LLAMA, NOVA), policy("new.json", NOVA, LLAMA));

        assertThat(typed).isEqualTo(new Typed(0, "same access\ngrants more: no\ngrants less: no\n", ""));
    }

    @Test
    void moreAccessIsShownWithARequestAndTheStatementsConcerned() {
        Typed typed = Typed.run("diff", policy("old.json", LLAMA), policy("new.json", LLAMA, NOVA));

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .startsWith("the new document grants more\ngrants more: yes\n" + "  for example bedrock:InvokeModel on "
                        + MODEL + "amazon.nova-lite-v1:0\n")
                .contains("new: allowed by statement 2 of policy `")
                .contains("old: not allowed because no identity-based policy allows the bedrock:InvokeModel action")
                .endsWith("grants less: no\n");
    }

    @Test
    void theWitnessIsARequestThatTheNewDocumentAllowsAndTheOldOneRefuses() {
        String before = policy("old.json", LLAMA);
        String after = policy("new.json", LLAMA, statement("Allow", "bedrock:*", MODEL + "amazon.*"));

        JsonNode more = Typed.run("diff", "--json", before, after).json().path("more");

        AuthorizationPart witness = new AuthorizationPart(
                more.path("witness").path("action").asText(),
                more.path("witness").path("resource").asText(),
                RequestContext.empty());
        assertThat(more.path("result").asText()).isEqualTo("fail");
        assertThat(more.path("allowedBy").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(PolicyFile.read(after).set().decide(witness).isAllowed()).isTrue();
        assertThat(PolicyFile.read(before).set().decide(witness).isAllowed()).isFalse();
    }

    @Test
    void lessAccessIsFine() {
        Typed typed = Typed.run("diff", "--json", policy("old.json", LLAMA, NOVA), policy("new.json", LLAMA));

        assertThat(typed.status()).isZero();
        assertThat(typed.json().path("verdict").asText()).isEqualTo("less");
        assertThat(typed.json().path("newAccess").asBoolean()).isFalse();
    }

    @Test
    void somethingForSomethingElseIsNewAccess() {
        Typed typed = Typed.run("diff", policy("old.json", LLAMA), policy("new.json", NOVA));

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).startsWith("the new document grants some things more and some less");
    }

    @Test
    void whatIsNotProvenIsNotFine() {
        String old = """
                {"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"%s${aws:PrincipalTag/team}"},
                {"Effect":"Deny","Action":"bedrock:InvokeModel","NotResource":"%s${aws:PrincipalTag/model}"}
                """.formatted(MODEL, MODEL);
        String now = old.replace("PrincipalTag/team", "PrincipalTag/other");

        Typed typed = Typed.run("diff", "--json", policy("old.json", old), policy("new.json", now));

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.json().path("newAccess").asBoolean()).isTrue();
    }

    @Test
    void aDocumentIsAskedWhetherItGrantsSomething() {
        String file = policy("p.json", LLAMA);

        assertThat(Typed.run("diff", file, "--grants", "bedrock:DeleteGuardrail"))
                .isEqualTo(new Typed(0, "grants bedrock:DeleteGuardrail: no\n", ""));
        assertThat(Typed.run("diff", file, "--grants", "bedrock:InvokeModel").status())
                .isEqualTo(1);
        assertThat(Typed.run(
                                "diff",
                                file,
                                "--grants",
                                "bedrock:InvokeModel",
                                "--resource",
                                MODEL + "amazon.nova-lite-v1:0")
                        .status())
                .isZero();
        JsonNode granted =
                Typed.run("diff", file, "--grants=bedrock:*", "--json").json();
        assertThat(granted.path("granted").path("witness").path("resource").asText())
                .contains("llama3");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        String good = policy("good.json", LLAMA);
        String bad = Files.writeString(directory.resolve("bad.json"), "{\"Statement\":[]}")
                .toString();
        String folder = Files.createDirectory(directory.resolve("folder")).toString();

        assertThat(Typed.run("diff", good).err()).contains("expected an old and a new one, got 1 words");
        assertThat(Typed.run("diff", good, folder).err()).contains("good.json` is no directory");
        assertThat(Typed.run("diff", good, good + "x").err()).contains("cannot read `");
        assertThat(Typed.run("diff", good, "--grants", "invoke").err()).contains("`invoke` is not an action");
        assertThat(Typed.run("diff", good, good, "--resource", "*").status()).isEqualTo(2);
        Typed typed = Typed.run("diff", good, bad);
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("bad.json:1:");
    }

    private String policy(String name, String... statements) {
        return write(directory, name, statements);
    }

    static String write(Path directory, String name, String... statements) {
        new AccessTree(directory)
                .with(name, "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
        return directory.resolve(name).toString();
    }

    static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(effect, action, resource);
    }
}
