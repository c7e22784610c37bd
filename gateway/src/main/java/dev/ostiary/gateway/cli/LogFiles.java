package dev.ostiary.gateway.cli;

import dev.ostiary.gateway.inquiry.LogSearch;
import dev.ostiary.gateway.inquiry.LoggedCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where access-log lines are looked for.
 *
 * @param named a file, {@code -} for standard input, or null for what the last {@code ./ostiary start} wrote
 */
record LogFiles(@Nullable String named) {

    /** @throws UsageError when it is not there */
    LoggedCall find(String decision) {
        if ("-".equals(named)) {
            return search(System.in, "standard input", decision).orElseThrow(() -> missing(decision, "standard input"));
        }
        if (named != null) {
            return search(path(named), decision).orElseThrow(() -> missing(decision, named));
        }
        Path directory = Path.of(System.getProperty("ostiary.development.directory", ".ostiary"));
        List<Path> files = List.of(directory.resolve("access.log"), directory.resolve("access.log.1"));
        if (files.stream().noneMatch(Files::isReadable)) {
            throw new UsageError(
                    "there is no access log of `./ostiary start` in `" + directory + "`",
                    "say where the log is: --log FILE, or --log - for standard input");
        }
        return files.stream()
                .filter(Files::isReadable)
                .map(file -> search(file, decision))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> missing(decision, files.getFirst().toString()));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageError("cannot read `" + name + "`", "name the file of the access log");
        }
    }

    private static Optional<LoggedCall> search(Path file, String decision) {
        try (InputStream in = Files.newInputStream(file)) {
            return search(in, file.toString(), decision);
        } catch (IOException e) {
            throw new UsageError("cannot read `" + file + "`", "name the file of the access log");
        }
    }

    private static Optional<LoggedCall> search(InputStream in, String name, String decision) {
        try {
            return LogSearch.find(in, decision);
        } catch (IOException e) {
            throw new UsageError("cannot read `" + name + "`", "name the file of the access log");
        }
    }

    private static UsageError missing(String decision, String where) {
        return new UsageError(
                "no line of " + where + " has the decision `" + decision + "`",
                "it stands in the refusal's message and in x-ostiary-decision; another log: --log FILE");
    }
}
