package dev.ostiary.gateway.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
        String before = arguments.operands().get(0);
        String after = arguments.operands().get(1);
        if (isDirectory(before) != isDirectory(after)) {
            throw new UsageError(
                    "`" + (isDirectory(before) ? after : before) + "` is no directory, but the other one is",
                    "name two policy documents or two access directories");
        }
        return isDirectory(before)
                ? DirectoryDiff.of(Path.of(before), Path.of(after)).print(json, out)
                : DocumentDiff.of(PolicyFile.read(before), PolicyFile.read(after))
                        .print(json, out);
    }

    private static boolean isDirectory(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false; // told as a file that cannot be read
        }
    }
}
