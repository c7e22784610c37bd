package dev.ostiary.gateway.cli;

import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.PolicyFile;
import dev.ostiary.gateway.terminal.UsageError;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code diff <old> <new>}: whether two policy documents, or two access directories, differ in what they grant; and
 * {@code diff <file> --grants <action>}: whether one document grants this.
 */
final class DiffCommand {
    static final Set<String> OPTIONS = Set.of("grants", "resource");

    private DiffCommand() {}

    static int run(Arguments arguments, boolean json, PrintStream out) {
        String action = arguments.option("grants");
        String resource = arguments.option("resource");
        if (action != null) {
            PolicyFile file = PolicyFile.read(arguments.only("a policy document"));
            return GrantsQuestion.of(file, action, resource).print(json, out);
        }
        if (resource != null) {
            throw new UsageError("`--resource` belongs to `--grants <action>`", "say which action on it is meant");
        }
        if (arguments.operands().size() != 2) {
            throw new UsageError(
                    "expected an old and a new one, got " + arguments.operands().size() + " words",
                    "name two policy documents or two access directories");
        }
        Path before = Arguments.path(arguments.operands().get(0));
        Path after = Arguments.path(arguments.operands().get(1));
        if (Files.isDirectory(before) != Files.isDirectory(after)) {
            throw new UsageError(
                    "`" + (Files.isDirectory(before) ? after : before) + "` is no directory, but the other one is",
                    "name two policy documents or two access directories");
        }
        return Files.isDirectory(before)
                ? DirectoryDiff.of(before, after).print(json, out)
                : DocumentDiff.of(PolicyFile.read(before.toString()), PolicyFile.read(after.toString()))
                        .print(json, out);
    }
}
