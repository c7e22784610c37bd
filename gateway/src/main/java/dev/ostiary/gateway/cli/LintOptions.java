package dev.ostiary.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code lint}.
 *
 * @param path a directory or a file
 * @param sarif a file for SARIF, empty for standard output, null for none
 * @param streaming the apps stream, so that the stream action is missed where it is not allowed
 */
record LintOptions(
        String path, boolean fix, boolean dryRun, @Nullable String sarif, boolean streaming) {

    static LintOptions parse(List<String> words) {
        var rest = new ArrayList<>(words);
        boolean fix = rest.remove("--fix");
        boolean dryRun = rest.remove("--dry-run");
        boolean streaming = rest.remove("--streaming");
        String sarif = rest.remove("--sarif") ? "" : null;
        var arguments = Arguments.parse(rest, Set.of("sarif"));
        String file = arguments.option("sarif");
        if (dryRun && !fix) {
            throw new UsageError("`--dry-run` goes with `--fix`", "write `lint <dir> --fix --dry-run`");
        }
        return new LintOptions(
                arguments.only("a directory or a policy document"),
                fix,
                dryRun,
                file == null ? sarif : file,
                streaming);
    }
}
