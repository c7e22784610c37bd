package dev.ostiary.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.fault.FaultJson;
import dev.ostiary.emulator.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README names what there is, and nothing else. */
class ReadmeTest {
    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void beginsWithWhatIsNotProven() {
        assertThat(readme).startsWith("# bedrock-emulator\n\n## What it does not prove\n");
    }

    @Test
    void namesEveryStartOption() {
        String section = section("Start options");

        assertThat(StartArguments.NAMES).allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
    }

    @Test
    void everyFaultOfItsTableCanBeSet() {
        List<String> names = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(section("Faults"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(names)
                .hasSize(16)
                .allSatisfy(name -> assertThat(FaultJson.parse(Json.object().put("fault", name)))
                        .isNotNull());
    }

    @Test
    void namesEveryRefusal() {
        List<String> named = Pattern.compile("`([a-z-]+)`")
                .matcher(section("Refusals").split("\n\n")[1])
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(Refusal.values()).extracting(Refusal::wireName).containsExactlyElementsOf(named);
    }

    private String section(String title) {
        return readme.split("# " + title + "\n", 2)[1].split("\n#", 2)[0];
    }
}
