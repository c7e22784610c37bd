package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.yaml.Finding;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** An access directory that a command needs whole and in order. */
public final class AccessDirectory {
    private AccessDirectory() {}

    /** @throws UsageError with every finding when the gateway would not load it */
    public static AccessReading.AccessContent load(Path directory) {
        return switch (AccessFiles.load(directory, CommandRules.read())) {
            case AccessReading.AccessContent content -> content;
            case AccessReading.Rejected rejected ->
                throw new UsageError(
                        "`" + directory + "` would not be loaded:\n"
                                + rejected.findings().stream()
                                        .map(Finding::toText)
                                        .map(line -> "  " + line)
                                        .collect(Collectors.joining("\n")),
                        "");
        };
    }
}
