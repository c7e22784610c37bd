package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.store.AccessReading;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code validate <dir>}: whether the gateway would load this directory. */
final class ValidateCommand {
    private ValidateCommand() {}

    static int run(String directory, boolean json, PrintStream out) {
        AccessReading reading = AccessFiles.load(path(directory), CommandRules.read());
        var answer = JsonNodeFactory.instance.objectNode();
        var findings = JsonNodeFactory.instance.arrayNode();
        int status = switch (reading) {
            case AccessReading.AccessContent content -> {
                answer.put("valid", true)
                        .put("apps", content.apps().size())
                        .put("issuers", content.issuers().size());
                String text = "valid: " + count(content.apps().size(), "app") + ", "
                        + count(content.issuers().size(), "issuer");
                print(json ? "" : text, out);
                yield Cli.FINE;
            }
            case AccessReading.Rejected rejected -> {
                answer.put("valid", false);
                rejected.findings().forEach(finding -> {
                    findings.add(finding.toJson());
                    print(json ? "" : finding.toText(), out);
                });
                yield Cli.FINDINGS;
            }
        };
        answer.set("findings", findings);
        print(json ? answer.toString() : "", out);
        return status;
    }

    private static Path path(String directory) {
        try {
            Path path = Path.of(directory);
            if (Files.isDirectory(path) && Files.isReadable(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // told below, like any other name that leads nowhere
        }
        throw new UsageError("`" + directory + "` is not a readable directory", "name the directory that holds apps/");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void print(String line, PrintStream out) {
        if (!line.isEmpty()) {
            out.println(line);
        }
    }
}
