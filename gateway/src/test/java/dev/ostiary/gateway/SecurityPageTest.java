package dev.ostiary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A defence is claimed in docs/security.md only with a test that exists, and no case of the threat model is missing. */
class SecurityPageTest {
    private static final int CASES = 100;
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) [^|]*\\|[^|]*\\|([^|]*)\\|$");
    /** A test that carries a case in its name stands alone, any other with its class. */
    private static final Pattern CLAIMED = Pattern.compile("`(threat\\d+\\w+|\\w+Test#\\w+)`");

    private static final Pattern WRITTEN = Pattern.compile("void (\\w+)\\(");

    @Test
    void everyCaseStandsOnThePage() throws IOException {
        assertThat(rows().stream().map(row -> Integer.valueOf(row.group(1))).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    void everyCaseNamesATestOrSaysThatThereIsNone() throws IOException {
        for (MatchResult row : rows()) {
            String proof = row.group(2).strip();
            boolean proven = CLAIMED.matcher(proof).lookingAt();
            assertThat(proven || proof.startsWith("not yet: ") || proof.equals("no test yet"))
                    .as("case %s: %s", row.group(1), proof)
                    .isTrue();
        }
    }

    @Test
    void pageNamesOnlyTestsThatExist() throws IOException {
        var written = new TreeSet<String>();
        for (String module : List.of("policy-model", "bedrock-emulator", "gateway")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    for (String name : names(WRITTEN, Files.readString(file))) {
                        written.add(name);
                        written.add(type + "#" + name);
                    }
                }
            }
        }

        assertThat(names(CLAIMED, Files.readString(PAGE)))
                .hasSizeGreaterThan(200)
                .isSubsetOf(written);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
