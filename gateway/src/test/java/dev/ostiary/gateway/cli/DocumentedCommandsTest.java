package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents show of the command line is what it prints, for the access files of this repository. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SHOWN = Pattern.compile(
            "```console\\n\\$ \\./ostiary ([^\\n]+)\\n(.*?)\\$ echo \\$\\?\\n(\\d)\\n```", Pattern.DOTALL);
    private static final Pattern README =
            Pattern.compile("(?m)^\\./ostiary ((?:simulate|who-can|what-can) [^#\\n]+?) *#");
    private static final Pattern LOG_LINE = Pattern.compile("(?m)^\\{.*\"decision\":\"7k2m4x9c0d5e8f3a\".*}$");

    @TempDir
    Path directory;

    private static Typed run(String words) {
        return Typed.run((words + " --access " + ROOT.resolve("access")).split(" "));
    }

    private static List<MatchResult> shown(String page) throws IOException {
        return SHOWN.matcher(Files.readString(ROOT.resolve(page))).results().toList();
    }

    @ParameterizedTest
    @CsvSource({"docs/policies.md, 3", "docs/operations.md, 1"})
    void everyCommandThatIsShownPrintsWhatIsShown(String page, int commands) throws IOException {
        var line = LOG_LINE.matcher(Files.readString(ROOT.resolve("docs/operations.md")));
        assertThat(line.find()).isTrue();
        Path log = Files.writeString(directory.resolve("access.log"), line.group() + "\n");
        List<MatchResult> shown = shown(page);

        assertThat(shown).hasSize(commands);
        for (MatchResult one : shown) {
            Typed ran = run(one.group(1).replace("access.log", log.toString()));
            String shownHere = ran.out().replace("`" + ROOT.resolve("access") + "`", "`access`");
            assertThat(shownHere).as(one.group(1)).isEqualTo(one.group(2));
            assertThat(ran.status()).as(one.group(1)).isEqualTo(Integer.parseInt(one.group(3)));
        }
    }

    @Test
    void theCommandsOfTheReadmeCanBeAsked() throws IOException {
        List<MatchResult> commands = README.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();

        assertThat(commands).hasSize(3);
        assertThat(commands)
                .allSatisfy(command -> assertThat(run(command.group(1)).status())
                        .as(command.group(1))
                        .isLessThan(2));
    }

    @Test
    void theMembersOfEveryObjectStandInThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/policies.md"));
        List<String> commands = List.of(
                "simulate --app assistant --model meta.llama3-70b-instruct-v1:0 --json",
                "who-can --model meta.llama3-70b-instruct-v1:0 --json",
                "what-can --app assistant --json");

        for (String command : commands) {
            assertThat(run(command).json().fieldNames())
                    .toIterable()
                    .allSatisfy(member -> assertThat(page).as(command).containsPattern("`" + member + "(\\[])?`"));
        }
    }
}
