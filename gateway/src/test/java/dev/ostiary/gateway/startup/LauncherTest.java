package dev.ostiary.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ostiary} in a checkout of its own, with a JDK and a Maven that only say how they were called. */
class LauncherTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Path checkout;
    private Path jdk;
    private Path elsewhere;

    @BeforeEach
    void aCheckoutThatIsBuilt() throws IOException {
        checkout = Files.createDirectories(directory.resolve("a check out"));
        elsewhere = Files.createDirectories(directory.resolve("else where"));
        jdk = fakeJdk("jdk", "25.0.1");
        script(checkout.resolve("ostiary"), Files.readString(Path.of("..", "ostiary")));
        Files.createDirectories(checkout.resolve("access"));
        write(checkout.resolve("gateway/src/main/Some.java"), "");
        write(checkout.resolve("gateway/target/quarkus-app/quarkus-run.jar"), "");
        write(checkout.resolve("bedrock-emulator/target/bedrock-emulator.jar"), "");
    }

    /** The emulator stays until it is told to go, and notes that; anything else writes its words and its environment down. */
    private Path fakeJdk(String name, String version) throws IOException {
        Path folder = directory.resolve(name);
        script(folder.resolve("bin/javac"), "#!/bin/sh\necho 'javac " + version + "'\n");
        script(folder.resolve("bin/java"), """
                #!/bin/sh
                case "$*" in
                  *bedrock-emulator.jar*)
                    trap 'echo ended >"%1$s/emulator"; exit 0' TERM
                    echo running >"%1$s/emulator"
                    echo 'bedrock-emulator listens on http://127.0.0.1:4567, access key AKIA'
                    while :; do sleep 0.1; done ;;
                esac
                printf '%%s\\n' "$@"
                env | grep '^AWS_' | sort
                if [ -e "%1$s/stay" ]; then
                  trap 'echo ended >"%1$s/gateway"; exit 143' TERM
                  echo running >"%1$s/gateway"
                  while :; do sleep 0.1; done
                fi
                """.formatted(directory));
        return folder;
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private record Ran(int status, List<String> out, String err) {}

    private Process begin(Map<String, String> environment, String... words) throws IOException {
        var command = new ArrayList<>(List.of("sh", checkout.resolve("ostiary").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Ran run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Process process = begin(environment, words);
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Ran(
                process.exitValue(),
                Files.readAllLines(directory.resolve("out")),
                Files.readString(directory.resolve("err")));
    }

    private String noted(String who) throws IOException {
        Path note = directory.resolve(who);
        return Files.exists(note) ? Files.readString(note).strip() : "";
    }

    @Test
    void otherWordsGoToTheCommandLineAsTheyAre() throws IOException, InterruptedException {
        Ran ran = run(Map.of(), "validate", "a dir", "--json");

        assertThat(ran.status).isZero();
        assertThat(ran.out)
                .containsSubsequence(
                        "-Dostiary.development.directory=" + checkout + "/.ostiary",
                        "-jar",
                        checkout + "/gateway/target/quarkus-app/quarkus-run.jar",
                        "validate",
                        "a dir",
                        "--json");
    }

    @Test
    void questionsAreAnsweredFromTheCheckoutsAccessFilesUnlessTheEnvironmentSaysOtherwise()
            throws IOException, InterruptedException {
        Ran usual = run(Map.of(), "who-can", "--model", "m");
        Ran said = run(Map.of("OSTIARY_ACCESS_DIRECTORY", "/etc/ostiary/access"), "who-can", "--model", "m");

        assertThat(usual.out)
                .contains(
                        "-Dostiary.access.directory=" + checkout + "/access",
                        "-Dostiary.catalogue.file=" + checkout + "/.ostiary/catalogue-emulator.json");
        assertThat(said.out).noneMatch(word -> word.startsWith("-Dostiary.access.directory"));
    }

    @Test
    void aStartIsADevelopmentStartWithTheEmulatorAndItsKeyOnly() throws IOException, InterruptedException {
        Ran ran = run(
                Map.of(
                        "AWS_BEARER_TOKEN_BEDROCK", "pasted",
                        "AWS_ENDPOINT_URL", "http://pasted",
                        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://pasted",
                        "AWS_PROFILE", "mine",
                        "AWS_SESSION_TOKEN", "mine"),
                "start",
                "--port",
                "18080");

        assertThat(ran.status).isZero();
        assertThat(ran.out)
                .contains(
                        "-Dostiary.development=true",
                        "-Dostiary.access.directory=" + checkout + "/access",
                        "-Dostiary.http.port=18080",
                        "-Dostiary.upstreams.default.account-id=111122223333",
                        "-Dostiary.upstreams.default.regions=us-east-1",
                        "-Dostiary.upstreams.default.endpoint=http://127.0.0.1:4567",
                        "-Dostiary.upstreams.default.control-endpoint=http://127.0.0.1:4567",
                        "-Dostiary.upstreams.default.sts-endpoint=http://127.0.0.1:4567");
        assertThat(ran.out.stream().filter(line -> line.startsWith("AWS_")).map(line -> line.split("=")[0]))
                .containsExactly("AWS_ACCESS_KEY_ID", "AWS_EC2_METADATA_DISABLED", "AWS_SECRET_ACCESS_KEY");
        assertThat(noted("emulator")).isEqualTo("ended");
    }

    @Test
    void ownAccessFilesMayBeNamedFromWhereTheCallerIs() throws IOException, InterruptedException {
        Files.createDirectories(elsewhere.resolve("my access"));

        Ran ran = run(Map.of(), "start", "--access=my access");

        assertThat(ran.out).contains("-Dostiary.access.directory=" + elsewhere + "/my access");
    }

    @Test
    void withAwsTheCallersCredentialsStayAndThereIsNoEmulator() throws IOException, InterruptedException {
        Ran ran = run(
                Map.of("AWS_REGION", "eu-central-1", "AWS_PROFILE", "mine", "AWS_BEARER_TOKEN_BEDROCK", "pasted"),
                "start",
                "--upstream",
                "aws");

        assertThat(ran.out)
                .contains(
                        "-Dostiary.upstreams.default.regions=eu-central-1",
                        "AWS_PROFILE=mine",
                        "AWS_REGION=eu-central-1")
                .noneMatch(line -> line.contains("endpoint") || line.contains("account-id") || line.contains("BEARER"));
        assertThat(noted("emulator")).isEmpty();
    }

    @Test
    void endingTheLauncherEndsTheGatewayAndTheEmulator() throws IOException, InterruptedException {
        write(directory.resolve("stay"), "");
        Process process = begin(Map.of(), "start");
        Awaitility.await().atMost(LONGEST).until(() -> noted("gateway").equals("running"));

        process.destroy();

        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(noted("gateway")).isEqualTo("ended");
        assertThat(noted("emulator")).isEqualTo("ended");
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedBeforeAnythingStarts() throws IOException, InterruptedException {
        assertThat(run(Map.of(), "start", "--prot", "1")).satisfies(ran -> {
            assertThat(ran.status).isEqualTo(2);
            assertThat(ran.err).contains("unknown option `--prot`; usage: ostiary start");
        });
        assertThat(run(Map.of(), "start", "--port").err).contains("option --port needs a value");
        assertThat(run(Map.of(), "start", "--access", "nowhere").err).contains("`nowhere` is not a directory");
        assertThat(run(Map.of(), "start", "--upstream", "gcp").err).contains("expected aws or emulator");
        assertThat(run(Map.of(), "start", "--upstream", "aws").err).contains("set AWS_REGION");
        assertThat(noted("emulator")).isEmpty();
    }

    @Test
    void aChangedSourceIsBuiltFirst() throws IOException, InterruptedException {
        Path tools = directory.resolve("tools");
        script(tools.resolve("mvn"), "#!/bin/sh\necho \"mvn in $PWD: $*\"\n");
        var path = Map.of("PATH", tools + ":" + System.getenv("PATH"));
        Files.setLastModifiedTime(
                checkout.resolve("gateway/src/main/Some.java"),
                FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        Ran ran = run(path, "version");

        assertThat(ran.err).contains("building", "mvn in " + checkout + ": -q").contains("package");
        assertThat(ran.out).contains("version").noneMatch(line -> line.contains("mvn"));
    }

    @Test
    void aJdkThatIsTooOldIsPassedByForANewerOne() throws IOException, InterruptedException {
        Path newest = fakeJdk("newest", "99.0.1");
        jdk = fakeJdk("older", "17.0.15");

        Ran ran = run(Map.of("PATH", newest.resolve("bin") + ":" + System.getenv("PATH")), "verify-nothing");

        assertThat(ran.status).isZero();
        assertThat(ran.out).contains("verify-nothing");
    }

    @Test
    void theScriptMayBeCalledThroughALink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("ostiary"), checkout.resolve("ostiary"));
        var builder = new ProcessBuilder("sh", link.toString(), "version");
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(out).contains(checkout + "/gateway/target/quarkus-app/quarkus-run.jar");
    }
}
