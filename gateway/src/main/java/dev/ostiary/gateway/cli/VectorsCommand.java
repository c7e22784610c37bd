package dev.ostiary.gateway.cli;

import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.policy.vectors.PolicyVectors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code vectors FILE}: the policy library's answers to a file of test vectors. Status 2 when one of them cannot be answered. */
final class VectorsCommand {
    private VectorsCommand() {}

    static int run(String file, PrintStream out) {
        try {
            var all = new AtomicBoolean(true);
            PolicyVectors.answer(Files.readString(Arguments.path(file))).forEach(answer -> {
                out.println(answer.line());
                all.compareAndSet(true, answer.answered());
            });
            return all.get() ? Cli.FINE : Cli.FAILED;
        } catch (IOException e) {
            throw new UsageError("cannot read `" + file + "`", "name a file in the format iam-vectors/1, in UTF-8");
        } catch (IllegalArgumentException e) {
            throw new UsageError("`" + file + "`: " + e.getMessage(), "");
        }
    }
}
