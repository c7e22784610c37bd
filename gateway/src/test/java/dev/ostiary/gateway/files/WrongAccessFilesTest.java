package dev.ostiary.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.yaml.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each wrong file with the findings that its author gets to see: file, line, column, message, fix. */
class WrongAccessFilesTest {
    @TempDir
    Path directory;

    /**
     * Cases of {@code wrong-access.txt}: {@code ===} begins a case, {@code ---} a file of it (beside the good ones of {@link
     * AccessTree}, or instead of one), {@code >>>} the findings. {@code \t} stands for a tab.
     */
    private record Case(String name, List<String> files, List<String> contents, List<String> findings) {}

    @TestFactory
    Stream<DynamicTest> wrongFilesAreToldWithPlaceAndFix() {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(60);
        return cases.stream().map(wrong -> DynamicTest.dynamicTest(wrong.name, () -> check(wrong)));
    }

    private void check(Case wrong) {
        var tree = new AccessTree(directory.resolve(wrong.name.replaceAll("[^a-z0-9]+", "-"))).withGoodFiles();
        for (int i = 0; i < wrong.files.size(); i++) {
            tree.with(wrong.files.get(i), wrong.contents.get(i));
        }

        AccessReading reading = AccessFiles.load(tree.root(), AccessRules.DEFAULT);

        assertThat(texts(reading)).isEqualTo(wrong.findings);
    }

    private static List<String> texts(AccessReading reading) {
        return switch (reading) {
            case AccessReading.AccessContent content ->
                List.of("accepted " + content.apps().keySet());
            case AccessReading.Rejected rejected ->
                rejected.findings().stream().map(Finding::toText).toList();
        };
    }

    private static List<Case> cases() {
        var cases = new ArrayList<Case>();
        String section = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("=== ")) {
                cases.add(new Case(line.substring(4), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("--- ")) {
                cases.getLast().files.add(line.substring(4));
                cases.getLast().contents.add("");
            } else if (!line.startsWith(">>>") && section.startsWith("--- ")) {
                List<String> contents = cases.getLast().contents;
                contents.set(contents.size() - 1, contents.getLast() + line.replace("\\t", "\t") + "\n");
            } else if (!line.startsWith(">>>") && section.startsWith(">>>") && !line.isBlank()) {
                cases.getLast().findings.add(line);
            }
            section = line.matches("(=== |--- |>>>).*") ? line : section;
        }
        return cases;
    }

    private static String text() {
        try (InputStream in = WrongAccessFilesTest.class.getResourceAsStream("wrong-access.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
