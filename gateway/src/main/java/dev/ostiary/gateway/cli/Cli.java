package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.gateway.yaml.Spelling;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line. Results go to {@code out}, complaints to {@code err}; with {@code --json} both are one JSON object on
 * {@code out} (for {@code vectors} one per line, with or without it).
 */
public final class Cli {
    /** Fine, or allowed. */
    public static final int FINE = 0;
    /** Findings, or denied. */
    public static final int FINDINGS = 1;
    /** Could not do it. */
    public static final int FAILED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    private Cli(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Runs one command and answers the exit status. Never throws for what was typed; does not end the process. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        var words = new ArrayList<>(List.of(args));
        boolean json = Arguments.takeJson(words);
        return new Cli(out, err, json).run(words);
    }

    private int run(List<String> words) {
        try {
            refuseSettings(words);
            String typed = words.isEmpty() ? Word.HELP.text() : words.get(0);
            List<String> rest = words.subList(Math.min(1, words.size()), words.size());
            return switch (typed) {
                case "--help", "-h" -> run(Word.HELP, rest);
                case "--version" -> run(Word.VERSION, rest);
                default ->
                    typed.startsWith("--")
                            ? run(Word.HELP, words) // an option without a command
                            : run(Word.find(typed).orElseThrow(() -> unknown(typed)), rest);
            };
        } catch (UsageError e) {
            complain(e.text());
            return FAILED;
        }
    }

    private int run(Word word, List<String> rest) {
        return switch (word) {
            case VALIDATE -> ValidateCommand.run(Arguments.parse(rest, Set.of()).only("a directory"), json, out);
            case TOKEN -> TokenCommand.run(Arguments.parse(rest, TokenCommand.OPTIONS), json, out, err);
            case VECTORS -> VectorsCommand.run(Arguments.parse(rest, Set.of()).only("a file"), out);
            case SIMULATE -> new InquiryCommands(json, out, err).simulate(rest);
            case EXPLAIN -> new InquiryCommands(json, out, err).explain(rest);
            case WHO_CAN -> new InquiryCommands(json, out, err).whoCan(rest);
            case WHAT_CAN -> new InquiryCommands(json, out, err).whatCan(rest);
            case LINT -> LintCommand.run(rest, json, out, err);
            case DIFF -> DiffCommand.run(Arguments.parse(rest, DiffCommand.OPTIONS), json, out);
            case POLICY_TEST -> new PolicyTestCommand(json, out, err).run(rest);
            case ALLOW -> new AllowCommand(json, out, err).run(rest);
            case VERSION -> version(rest);
            case HELP -> help(rest);
        };
    }

    /** Java takes what stands behind the jar for a command: the setting would be lost without a word. */
    private static void refuseSettings(List<String> words) {
        for (String word : words) {
            if (word.startsWith("-D")) {
                throw new UsageError(
                        "`" + word.split("=", 2)[0] + "` stands behind the jar, where it sets nothing",
                        "put -D before -jar: java " + word.split("=", 2)[0] + "=… -jar quarkus-run.jar");
            }
        }
    }

    private static UsageError unknown(String typed) {
        return new UsageError(
                "unknown command `" + typed + "`", Spelling.suggestion(typed, Word.texts(), "see `ostiary help`"));
    }

    private void complain(String message) {
        err.println("ostiary: " + message);
        if (json) {
            out.println(JsonNodeFactory.instance.objectNode().put("error", message));
        }
    }

    private int version(List<String> rest) {
        Arguments.parse(rest, Set.of());
        String version = Cli.class.getPackage().getImplementationVersion();
        String text = version == null ? "unpackaged" : version;
        out.println(
                json
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("version", text)
                                .toString()
                        : "ostiary " + text);
        return FINE;
    }

    private int help(List<String> rest) {
        Arguments.parse(rest, Set.of());
        if (json) {
            var commands = JsonNodeFactory.instance.objectNode();
            for (Word word : Word.values()) {
                commands.putObject(word.text()).put("usage", word.usage()).put("summary", word.summary());
            }
            out.println(commands);
            return FINE;
        }
        out.println("usage: ostiary <command> [--json]");
        for (Word word : Word.values()) {
            out.printf("  %-26s %s%n", word.usage(), word.summary());
        }
        out.println("exit status: 0 fine or allowed, 1 findings or denied, 2 could not do it");
        return FINE;
    }
}
