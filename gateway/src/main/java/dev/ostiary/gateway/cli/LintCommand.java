package dev.ostiary.gateway.cli;

import dev.ostiary.gateway.edit.FileRewrite;
import dev.ostiary.gateway.files.DirectoryLint;
import dev.ostiary.gateway.files.LintEvidence;
import dev.ostiary.gateway.files.LintFiles;
import dev.ostiary.gateway.files.LintReport;
import dev.ostiary.gateway.report.LintJson;
import dev.ostiary.gateway.report.LintSarif;
import dev.ostiary.gateway.report.LintText;
import dev.ostiary.gateway.report.TextDiff;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.CommandRules;
import dev.ostiary.gateway.terminal.LintOptions;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.policy.rule.Severity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code lint <dir|file>}: what is wrong or unwise in policies, and with {@code --fix} what a program can mend of it. */
final class LintCommand {
    private static final List<String> FOLDERS = List.of("apps", "issuers", "policies", "organization", "tests");

    private final LintOptions options;
    private final boolean json;
    private final PrintStream out;
    private final PrintStream err;

    private LintCommand(LintOptions options, boolean json, PrintStream out, PrintStream err) {
        this.options = options;
        this.json = json;
        this.out = out;
        this.err = err;
    }

    static int run(List<String> words, boolean json, PrintStream out, PrintStream err) {
        return new LintCommand(LintOptions.parse(words), json, out, err).run();
    }

    private int run() {
        LintFiles read = files(options.path());
        LintEvidence evidence = new LintBeside(options, new Scenes(json, out, err)).read();
        var lint = new DirectoryLint(CommandRules.read(options.streaming()));
        var diffs = new TreeMap<String, String>();
        LintFiles files = options.fix() ? fix(lint, read, diffs) : read;
        LintReport report = lint.lint(files, evidence);
        write(report, files, diffs);
        return passes(report) ? Cli.FINE : Cli.FINDINGS;
    }

    /** The files to report on: as they are now. */
    private LintFiles fix(DirectoryLint lint, LintFiles files, SortedMap<String, String> diffs) {
        DirectoryLint.Fixed fixed = lint.fix(files);
        fixed.texts().forEach((file, text) -> diffs.put(file, diff(files, file, text)));
        if (options.dryRun()) {
            return files;
        }
        fixed.texts().forEach((file, text) -> write(files.path(file), text));
        return fixed.after();
    }

    private static String diff(LintFiles files, String file, String text) {
        String name = files.path(file).toString();
        return TextDiff.unified(name, files.text(file), name, text);
    }

    private static boolean passes(LintReport report) {
        return report.count(Severity.ERROR) + report.count(Severity.SECURITY) == 0;
    }

    private void write(LintReport report, LintFiles files, SortedMap<String, String> diffs) {
        String sarif = options.sarif();
        if (sarif != null && !sarif.isEmpty()) {
            writeSarif(sarif, LintSarif.write(report, files) + "\n");
        }
        if (sarif != null && sarif.isEmpty()) {
            out.println(LintSarif.write(report, files));
        } else if (json) {
            out.println(LintJson.write(report, passes(report), diffs, file -> shown(files, file)));
        } else {
            diffs.values().forEach(out::print);
            if (!options.dryRun()) {
                LintText.lines(report, files).forEach(out::println);
            }
        }
    }

    /** Inside a directory as the directory calls it; a document by itself as it was named. */
    private String shown(LintFiles files, String file) {
        return Files.isDirectory(Arguments.path(options.path()))
                ? file
                : files.path(file).toString();
    }

    private static void writeSarif(String file, String text) {
        try {
            Files.writeString(Arguments.path(file), text);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void write(Path file, String text) {
        try {
            FileRewrite.write(file, text);
        } catch (IOException e) {
            throw unwritable(file.toString(), e);
        }
    }

    private static UsageError unwritable(String file, IOException e) {
        return new UsageError("cannot write `" + file + "`: " + e.getMessage(), "is the folder writable?");
    }

    private static LintFiles files(String operand) {
        Path path = Arguments.path(operand);
        try {
            if (Files.isDirectory(path) && Files.isReadable(path)) {
                refuseFolderOfOne(path);
                return LintFiles.directory(path);
            }
            if (Files.isRegularFile(path) && operand.endsWith(".json")) {
                return LintFiles.document(path);
            }
        } catch (IOException e) {
            throw new UsageError("cannot read `" + operand + "`", "name a policy document, in UTF-8");
        }
        throw new UsageError(
                "`" + operand + "` is neither a readable directory nor a policy document",
                "name the directory that holds apps/ and policies/, or a file that ends with .json");
    }

    /** Such as {@code access/policies}: all that is right in it would stand in the wrong place. */
    private static void refuseFolderOfOne(Path path) {
        if (FOLDERS.stream().anyMatch(folder -> Files.isDirectory(path.resolve(folder)))) {
            return;
        }
        Path whole = path.toAbsolutePath().normalize();
        for (int depth = 0; depth < 2 && whole != null; depth++, whole = whole.getParent()) {
            Path folder = whole;
            if (FOLDERS.stream().anyMatch(folder::endsWith)) {
                throw new UsageError(
                        "`" + path + "` is a folder of an access directory",
                        "pass the access directory, `" + whole.getParent()
                                + "`, or one document, a file that ends with .json");
            }
        }
    }
}
