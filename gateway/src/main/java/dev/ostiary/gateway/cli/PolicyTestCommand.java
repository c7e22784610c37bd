package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.policytest.JunitXml;
import dev.ostiary.gateway.policytest.PolicyTest;
import dev.ostiary.gateway.policytest.PolicyTestRun;
import dev.ostiary.gateway.policytest.TestOutcome;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.PolicyTestFiles;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.gateway.yaml.Finding;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.PlainText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code policy-test}: whether apps can and cannot do what test files say. */
final class PolicyTestCommand {
    static final Set<String> OPTIONS = Set.of("access", "account", "region", "junit");

    private final boolean json;
    private final PrintStream out;
    private final Scenes scenes;

    PolicyTestCommand(boolean json, PrintStream out, PrintStream err) {
        this.json = json;
        this.out = out;
        this.scenes = new Scenes(json, out, err);
    }

    int run(List<String> words) {
        Arguments arguments = Arguments.parse(words, OPTIONS);
        if (arguments.operands().isEmpty()) {
            throw new UsageError(
                    "expected an access directory with tests/, or files of policy tests",
                    "for example `ostiary policy-test access`");
        }
        return scenes.orImpossible(() -> run(arguments));
    }

    private int run(Arguments arguments) {
        String access = arguments.option("access");
        var options = new SceneReader.Options(
                access == null ? PolicyTestFiles.accessDirectory(arguments.operands()) : access,
                arguments.option("account"),
                arguments.option("region"));
        Scene scene = scenes.read(options);
        var findings = new Findings();
        List<PolicyTest> tests = PolicyTestFiles.read(arguments.operands(), findings);
        var simulator = new Simulator(scene, Clock.systemUTC().instant());
        List<TestOutcome> outcomes = new PolicyTestRun(scene, simulator, System::nanoTime, findings).run(tests);
        if (!findings.isEmpty()) {
            return tellFindings(findings.toList());
        }
        writeJunit(arguments.option("junit"), outcomes);
        return tell(outcomes);
    }

    private int tellFindings(List<Finding> findings) {
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            findings.forEach(finding -> array.add(finding.toJson()));
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("error", "the tests cannot be run")
                    .set("findings", array));
        } else {
            findings.forEach(finding -> out.println(finding.toText()));
        }
        return Cli.FAILED;
    }

    private int tell(List<TestOutcome> outcomes) {
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        if (json) {
            out.println(toJson(outcomes, failed));
        } else {
            outcomes.forEach(this::print);
            out.println((outcomes.size() - failed) + " passed, " + failed + " failed");
        }
        return failed == 0 ? Cli.FINE : Cli.FINDINGS;
    }

    private void print(TestOutcome outcome) {
        PolicyTest test = outcome.test();
        String where = outcome.passed()
                ? test.file()
                : test.file() + ":" + test.at().line() + ":" + test.at().column();
        out.println(PlainText.oneLine((outcome.passed() ? "ok   " : "FAIL ") + where + ": " + test.name()));
        outcome.failures().forEach(failure -> out.println("       " + PlainText.oneLine(failure)));
    }

    private static ObjectNode toJson(List<TestOutcome> outcomes, long failed) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("passed", outcomes.size() - failed)
                .put("failed", failed);
        ArrayNode tests = answer.putArray("tests");
        for (TestOutcome outcome : outcomes) {
            ObjectNode node = tests.addObject()
                    .put("file", outcome.test().file())
                    .put("line", outcome.test().at().line())
                    .put("name", outcome.test().name())
                    .put("app", outcome.test().app())
                    .put("passed", outcome.passed());
            ArrayNode failures = node.putArray("failures");
            outcome.failures().forEach(failures::add);
        }
        return answer;
    }

    private static void writeJunit(@Nullable String file, List<TestOutcome> outcomes) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(Path.of(file), JunitXml.write(outcomes));
        } catch (IOException | InvalidPathException e) {
            throw new UsageError("cannot write `" + file + "`", "its folder must exist");
        }
    }
}
