package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.logged.LogSearch;
import dev.ostiary.gateway.logged.LoggedCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where access-log lines are looked for.
 *
 * @param named a file, {@code -} for standard input, or null for what the last {@code ./ostiary start} wrote
 */
public record LogFiles(@Nullable String named) {
    private static final String STANDARD_INPUT = "-";

    /** @throws UsageError when it is not there */
    public LoggedCall find(String decision) {
        if (named != null) {
            String shown = named.equals(STANDARD_INPUT) ? "standard input" : named;
            return search(named, decision).orElseThrow(() -> missing(decision, shown));
        }
        Path directory = Path.of(Setting.get("ostiary.development.directory", ".ostiary"));
        List<Path> files = List.of(directory.resolve("access.log"), directory.resolve("access.log.1"));
        if (files.stream().noneMatch(Files::isReadable)) {
            throw new UsageError(
                    "there is no access log of `./ostiary start` in `" + directory + "`",
                    "say where the log is: --log FILE, or --log - for standard input");
        }
        return files.stream()
                .filter(Files::isReadable)
                .map(file -> search(file.toString(), decision))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> missing(decision, files.getFirst().toString()));
    }

    private static Optional<LoggedCall> search(String name, String decision) {
        var found = new AtomicReference<Optional<LoggedCall>>(Optional.empty());
        open(name, in -> found.set(LogSearch.find(in, decision)));
        return found.get();
    }

    /** What reads a log. */
    public interface Reader {
        void read(InputStream log) throws IOException;
    }

    /**
     * Opens a log, and closes it afterwards.
     *
     * @param name a file, or {@code -} for standard input
     * @throws UsageError when it cannot be read
     */
    public static void open(String name, Reader reader) {
        try (InputStream in = name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Arguments.path(name))) {
            reader.read(in);
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
