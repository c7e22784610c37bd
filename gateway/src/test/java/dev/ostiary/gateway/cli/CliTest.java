package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.files.AccessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final String KEY_DIRECTORY = "ostiary.development.directory";

    @TempDir
    Path directory;

    @BeforeEach
    void keysStayInTheTest() {
        System.setProperty(KEY_DIRECTORY, directory.resolve("keys").toString());
    }

    @AfterEach
    void keysMayBeElsewhereAgain() {
        System.clearProperty(KEY_DIRECTORY);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aGoodDirectoryIsValid() {
        Path root = new AccessTree(directory).withGoodFiles().root();

        Typed ran = Typed.run("validate", root.toString());

        assertThat(ran).isEqualTo(new Typed(0, "valid: 1 app, 1 issuer\n", ""));
    }

    @Test
    void findingsAreOneLineEachAndStatusOne() {
        Path root = new AccessTree(directory)
                .withGoodFiles()
                .with("apps/translator.yaml", "version: 1\napp: translator\nenabeld: false\nbudgets: []\n")
                .root();

        Typed ran = Typed.run("validate", root.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines())
                .containsExactly(
                        "apps/translator.yaml:3:1: unknown key `enabeld` (did you mean `enabled`?)",
                        "apps/translator.yaml:4:1: budgets are not enforced by this version "
                                + "(leave `budgets` out: a budget that does not count would be a false promise)");
    }

    @Test
    void findingsAreAnObjectForMachines() throws IOException {
        Path root = new AccessTree(directory)
                .withGoodFiles()
                .with("apps/translator.yaml", "version: 1\napp: translator\nenabeld: false\n")
                .root();

        Typed ran = Typed.run("validate", "--json", root.toString());

        assertThat(ran.status()).isEqualTo(1);
        JsonNode answer = json(ran.out());
        assertThat(answer.path("valid").asBoolean()).isFalse();
        JsonNode finding = answer.path("findings").path(0);
        assertThat(finding.path("file").asText()).isEqualTo("apps/translator.yaml");
        assertThat(finding.path("line").asInt()).isEqualTo(3);
        assertThat(finding.path("column").asInt()).isEqualTo(1);
        assertThat(finding.path("message").asText()).isEqualTo("unknown key `enabeld`");
        assertThat(finding.path("fix").asText()).isEqualTo("did you mean `enabled`?");
    }

    @Test
    void anEmptyNameIsNotTheWorkingDirectory() {
        Typed ran = Typed.run("validate", "");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("the name of a file or directory is empty");
    }

    @Test
    void whatIsNoDirectoryCouldNotBeValidated() throws IOException {
        Typed ran = Typed.run("validate", directory.resolve("nowhere").toString(), "--json");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("is not a readable directory");
        assertThat(json(ran.out()).path("error").asText()).contains("is not a readable directory");
    }

    @Test
    void aTokenIsTheOnlyThingOnStandardOutput() throws IOException {
        Typed ran = Typed.run("token", "assistant", "--ttl", "60s");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
        JsonNode claims =
                json(new String(Base64.getUrlDecoder().decode(ran.out().split("\\.")[1]), StandardCharsets.UTF_8));
        assertThat(claims.path("app").asText()).isEqualTo("assistant");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(60);
    }

    @Test
    void aTokenLivesAnHourWhenNothingElseIsSaid() throws IOException {
        Typed ran = Typed.run("token", "assistant", "--json");

        assertThat(json(ran.out()).path("expiresIn").asLong()).isEqualTo(3600);
    }

    @Test
    void tokensOfAnyLengthOrForAnyNameAreNotMade() {
        assertThat(Typed.run("token").status()).isEqualTo(2);
        assertThat(Typed.run("token", "Assistant").err()).contains("`Assistant` is not an app id");
        assertThat(Typed.run("token", "assistant", "--ttl", "25h").err()).contains("`25h` is too long (at most 24h)");
        assertThat(Typed.run("token", "assistant", "--ttl", "soon").err()).contains("`soon` is not a time to live");
        assertThat(Typed.run("token", "assistant", "--tll=60s").err())
                .contains("unknown option `--tll` (did you mean `ttl`?)");
        assertThat(Typed.run("token", "assistant", "--ttl").err()).contains("option `--ttl` needs a value");
        assertThat(Typed.run("token", "assistant", "translator").err()).contains("nothing else");
    }

    @Test
    void vectorsAreAnsweredOneLineEach() throws IOException {
        Path file = directory.resolve("vectors.json");
        Files.writeString(file, """
                {"format":"iam-vectors/1","vectors":[
                {"kind":"evaluate","id":"a","policies":{"identity":[]},
                 "request":{"action":"bedrock:InvokeModel","resource":"*","principal":"p","account":"1","context":{}}},
                {"kind":"validate","id":"b","policyType":"identity","text":"{}"}]}
                """);

        Typed ran = Typed.run("vectors", file.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).hasSize(2);
        assertThat(ran.out())
                .startsWith("{\"id\":\"a\",\"decision\":\"ImplicitDeny\"}")
                .contains("\"id\":\"b\",\"valid\":false");
    }

    @Test
    void aVectorThatCannotBeAnsweredIsStatusTwoAfterAllOthers() throws IOException {
        Path file = directory.resolve("vectors.json");
        Files.writeString(file, """
                \uFEFF{"format":"iam-vectors/1","vectors":[
                {"kind":"riddle","id":1.50},
                {"kind":"validate","policyType":"identity","text":"{}"}]}
                """);

        Typed ran = Typed.run("vectors", file.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("{\"id\":1.50,\"error\":\"unknown kind `riddle`\"}"),
                        line -> assertThat(line).startsWith("{\"id\":null,\"valid\":false"));
    }

    @Test
    void aTokenForAnAppThatNobodyKnowsIsPrintedWithAHint() {
        Path root = new AccessTree(directory).withGoodFiles().root();

        Typed unknown = Typed.run("token", "translater", "--access", root.toString());
        Typed known = Typed.run("token", "translator", "--access", root.toString());

        assertThat(unknown.status()).isZero();
        assertThat(unknown.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
        assertThat(unknown.err())
                .contains(
                        "`" + root + "` has no app `translater`",
                        "refuses the token",
                        "did you mean `translator`? other files: --access DIR");
        assertThat(Typed.run("token", "nosuch", "--access", root.toString()).err())
                .contains("--access DIR");
        assertThat(known.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json=yes", "--json=true", "--json="})
    void jsonTakesNoValue(String word) {
        assertThat(Typed.run("validate", directory.toString(), word))
                .isEqualTo(new Typed(2, "", "ostiary: `--json` takes no value (write `--json`, or leave it out)\n"));
        for (String command : List.of("help", "--version", "token", "lint", "explain", "allow", "policy-test")) {
            assertThat(Typed.run(command, word).err()).contains("`--json` takes no value");
        }
        assertThat(Typed.run(word, "validate").err()).contains("`--json` takes no value");
    }

    @Test
    void aMistypedJsonIsToldEverywhere() {
        assertThat(Typed.run("what-can", "--jsno").err()).contains("unknown option `--jsno` (did you mean `json`?)");
        assertThat(Typed.run("--jsno").status()).isEqualTo(2);
    }

    @Test
    void noOtherSwitchTakesAValue() {
        assertThat(Typed.run("lint", directory.toString(), "--fix=yes").err()).contains("`--fix` takes no value");
        assertThat(Typed.run("allow", "translator", "--shared=no").err()).contains("`--shared` takes no value");
    }

    @Test
    void aFileThatHoldsNoVectorsCouldNotBeAnswered() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "{}");

        assertThat(Typed.run("vectors", file.toString()).status()).isEqualTo(2);
        assertThat(Typed.run("vectors", directory.resolve("nothing").toString()).err())
                .contains("cannot read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dostiary.x=1", "-Dostiary.x=1 validate d", "validate d -Dostiary.x=1"})
    void aSettingBehindTheJarIsRefusedAndItsValueNotShown(String words) {
        Typed ran = Typed.run(words.split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("`-Dostiary.x`", "put -D before -jar").doesNotContain("=1");
    }

    @Test
    void anUnknownWordIsToldWithTheNearestOne() {
        Typed ran = Typed.run("valdate", "x");

        assertThat(ran).isEqualTo(new Typed(2, "", "ostiary: unknown command `valdate` (did you mean `validate`?)\n"));
    }

    @Test
    void helpNamesEveryCommand() throws IOException {
        Typed ran = Typed.run("help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("validate <dir>", "token <app>", "exit status: 0");
        assertThat(json(Typed.run("--json").out()).fieldNames())
                .toIterable()
                .contains("validate", "token", "vectors", "help");
        assertThat(Typed.run("version").out()).startsWith("ostiary ");
    }
}
