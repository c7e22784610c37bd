package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.files.AccessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/policies.md shows of commands and their files is run. */
class PoliciesPageCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern RUN =
            Pattern.compile("```text\\n\\$ \\./ostiary ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("```yaml\\n# (tests/\\S+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private static List<MatchResult> blocks(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve("docs/policies.md")))
                .results()
                .toList();
    }

    @Test
    void everyCommandPrintsWhatThePageShows() throws IOException {
        copyOfTheSamples();
        DiffCommandTest.write(directory, "old.json", models("meta.llama3-70b-instruct-v1:0"));
        DiffCommandTest.write(directory, "new.json", models("meta.llama3-70b-instruct-v1:0", "amazon.nova-lite-v1:0"));
        List<MatchResult> runs = blocks(RUN);

        List<String> printed = runs.stream().map(run -> run(run.group(1))).toList();

        assertThat(runs).hasSizeGreaterThanOrEqualTo(3);
        assertThat(printed).isEqualTo(runs.stream().map(run -> run.group(2)).toList());
    }

    @Test
    void theExampleOfPolicyTestsPasses() throws IOException {
        AccessTree tree = copyOfTheSamples().without("tests/samples.yaml");
        List<MatchResult> files = blocks(FILE);
        files.forEach(file -> tree.with(file.group(1), file.group(2)));

        Typed typed = Typed.run("policy-test", tree.root().toString());

        assertThat(files).hasSize(1);
        assertThat(typed.out()).endsWith("4 passed, 0 failed\n");
    }

    /** The page's paths are relative to where the samples are. */
    private String run(String line) {
        var words = new ArrayList<>(Arrays.asList(line.split(" ")));
        words.replaceAll(word ->
                Files.exists(directory.resolve(word)) ? directory.resolve(word).toString() : word);
        if (words.getFirst().equals("allow")) {
            words.addAll(List.of("--access", directory.resolve("access").toString()));
        }
        return Typed.run(words.toArray(String[]::new)).out().replace(directory + "/", "");
    }

    private AccessTree copyOfTheSamples() throws IOException {
        var tree = new AccessTree(directory.resolve("access"));
        Path samples = ROOT.resolve("access");
        try (Stream<Path> files = Files.walk(samples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.with(samples.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return tree;
    }

    private static String models(String... ids) {
        String arns = String.join(
                "\",\"",
                Stream.of(ids)
                        .map(id -> "arn:aws:bedrock:us-east-1::foundation-model/" + id)
                        .toList());
        return "{\"Sid\":\"CallModels\",\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":[\"" + arns
                + "\"]}";
    }
}
