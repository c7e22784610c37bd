package dev.ostiary.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.yaml.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show as access files, and the files beside them, can be loaded. */
class DocumentedFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n# (?:access/)?((?:apps|issuers)/\\S+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void theExamplesOfTheConfigurationPageAreGoodFiles() throws IOException {
        var tree = new AccessTree(directory)
                .with("policies/llama-translation.json", AccessTree.POLICY)
                .with("policies/eu-only.json", AccessTree.POLICY);
        var examples = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/configuration.md")))
                .results()
                .toList();
        examples.forEach(example -> tree.with(example.group(1), example.group(2)));

        AccessReading reading = AccessFiles.load(directory, AccessRules.DEFAULT);

        assertThat(examples).hasSize(2);
        assertThat(findings(reading)).isEmpty();
    }

    @Test
    void theExampleOfTheReadmeIsTheSampleFilesBeginning() throws IOException {
        var example = EXAMPLE.matcher(Files.readString(ROOT.resolve("README.md")));

        assertThat(example.find()).isTrue();
        new AccessTree(directory)
                .with(example.group(1), example.group(2))
                .with("policies/llama3-70b.json", AccessTree.POLICY);
        assertThat(findings(AccessFiles.load(directory, AccessRules.DEFAULT))).isEmpty();
        assertThat(ROOT.resolve("access").resolve(example.group(1))).exists();
    }

    @Test
    void theSampleFilesAreGoodAndHoldTheThreeApps() {
        AccessReading reading = AccessFiles.load(ROOT.resolve("access"), AccessRules.DEFAULT);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        AccessReading.AccessContent.class,
                        content -> assertThat(content.apps())
                                .containsOnlyKeys("assistant", "translator", "catalog-reader"));
    }

    private static List<String> findings(AccessReading reading) {
        return switch (reading) {
            case AccessReading.AccessContent content -> List.of();
            case AccessReading.Rejected rejected ->
                rejected.findings().stream().map(Finding::toText).toList();
        };
    }
}
