package dev.ostiary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A defence is claimed in docs/security.md only with a test that exists. */
class SecurityPageTest {
    private static final Pattern CLAIMED = Pattern.compile("`(threat\\d+\\w+)`");
    private static final Pattern IN_CLASS = Pattern.compile("`(\\w+Test#\\w+)`");
    private static final Pattern WRITTEN = Pattern.compile("void (threat\\d+\\w+)\\(");

    @Test
    void pageNamesOnlyTestsThatExist() throws IOException {
        Set<String> claimed = names(CLAIMED, Files.readString(Path.of("..", "docs", "security.md")));
        var written = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                written.addAll(names(WRITTEN, Files.readString(file)));
            }
        }

        assertThat(claimed).hasSizeGreaterThan(40).isSubsetOf(written);
    }

    @Test
    void pageNamesOnlyTestsThatExistInTheirClass() throws IOException {
        Set<String> claimed = names(IN_CLASS, Files.readString(Path.of("..", "docs", "security.md")));
        var wrong = new TreeSet<String>();
        for (String claim : claimed) {
            String[] parts = claim.split("#", 2);
            try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
                Path file = files.filter(path -> path.endsWith(parts[0] + ".java"))
                        .findFirst()
                        .orElse(null);
                if (file == null || !Files.readString(file).contains("void " + parts[1] + "(")) {
                    wrong.add(claim);
                }
            }
        }

        assertThat(claimed).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    private static Set<String> names(Pattern pattern, String text) {
        var names = new TreeSet<String>();
        pattern.matcher(text).results().forEach(result -> names.add(result.group(1)));
        return names;
    }
}
