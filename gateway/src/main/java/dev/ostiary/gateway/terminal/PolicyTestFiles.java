package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.policytest.PolicyTest;
import dev.ostiary.gateway.policytest.PolicyTestReader;
import dev.ostiary.gateway.yaml.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the tests that {@code policy-test} is to run. */
public final class PolicyTestFiles {
    private static final String TESTS = "tests";

    private PolicyTestFiles() {}

    /** The access directory among what was named: one that holds {@code apps/} or {@code tests/}; null when only files were. */
    public static @Nullable String accessDirectory(List<String> named) {
        return named.stream()
                .filter(name -> Files.isDirectory(Arguments.path(name).resolve(TESTS))
                        || Files.isDirectory(Arguments.path(name).resolve("apps")))
                .findFirst()
                .orElse(null);
    }

    /** @throws UsageError when something cannot be read, or there is no test at all */
    public static List<PolicyTest> read(List<String> named, Findings findings) {
        var tests = new ArrayList<PolicyTest>();
        for (String name : named) {
            Path path = Arguments.path(name);
            if (!Files.isDirectory(path)) {
                tests.addAll(PolicyTestReader.read(name, bytes(path), findings));
                continue;
            }
            boolean isAccess = name.equals(accessDirectory(List.of(name)));
            for (Path file : yamlFiles(isAccess ? path.resolve(TESTS) : path)) {
                String shown = path.relativize(file).toString().replace('\\', '/');
                tests.addAll(PolicyTestReader.read(shown, bytes(file), findings));
            }
        }
        if (tests.isEmpty() && findings.isEmpty()) {
            throw new UsageError(
                    "there is no policy test in " + String.join(", ", named),
                    "write tests/<name>.yaml into the access directory, see docs/policies.md");
        }
        return tests;
    }

    private static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !isHidden(folder, file))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageError("cannot read `" + folder + "`: " + e.getMessage(), "");
        }
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path step : folder.relativize(file)) {
            if (step.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageError("cannot read `" + file + "`", "name an access directory, or files of policy tests");
        }
    }
}
