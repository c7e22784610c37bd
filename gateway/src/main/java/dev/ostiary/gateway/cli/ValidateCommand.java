package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.report.Counted;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.CommandRules;
import dev.ostiary.gateway.terminal.UsageError;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code validate <dir>}: whether the gateway would load this directory. */
final class ValidateCommand {
    private ValidateCommand() {}

    static int run(String named, boolean json, PrintStream out) {
        AccessReading reading = AccessFiles.load(directory(named), CommandRules.read());
        var answer = JsonNodeFactory.instance.objectNode();
        var findings = JsonNodeFactory.instance.arrayNode();
        int status = switch (reading) {
            case AccessReading.AccessContent content -> {
                answer.put("valid", true)
                        .put("apps", content.apps().size())
                        .put("issuers", content.issuers().size());
                String text = "valid: " + Counted.of(content.apps().size(), "app") + ", "
                        + Counted.of(content.issuers().size(), "issuer");
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

    private static Path directory(String named) {
        Path path = Arguments.path(named);
        if (!Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new UsageError("`" + named + "` is not a readable directory", "name the directory that holds apps/");
        }
        return path;
    }

    private static void print(String line, PrintStream out) {
        if (!line.isEmpty()) {
            out.println(line);
        }
    }
}
