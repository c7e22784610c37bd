package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.inquiry.SceneReader;
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
public record LintOptions(
        String path, boolean fix, boolean dryRun, @Nullable String sarif, boolean streaming, Beside beside) {
    /**
     * What to look at beside the access files.
     *
     * @param roles files with the policies of the gateway's own role
     * @param logs access logs
     * @param scene what calls in the logs went to
     */
    public record Beside(List<String> roles, List<String> logs, SceneReader.Options scene) {}

    private static final Set<String> WITH_VALUE = Set.of("sarif", "role", "log", "account", "region");
    private static final Set<String> FLAGS = Set.of("fix", "dry-run", "sarif", "streaming");

    public static LintOptions parse(List<String> words) {
        var arguments = Arguments.parse(words, WITH_VALUE, FLAGS);
        boolean fix = arguments.has("fix");
        boolean dryRun = arguments.has("dry-run");
        String file = arguments.option("sarif");
        if (dryRun && !fix) {
            throw new UsageError("`--dry-run` goes with `--fix`", "write `lint <dir> --fix --dry-run`");
        }
        List<String> logs = arguments.all("log");
        String account = arguments.option("account");
        String region = arguments.option("region");
        if (logs.isEmpty() && (account != null || region != null)) {
            throw new UsageError("`--account` and `--region` go with `--log`", "leave them out, or say --log FILE");
        }
        String path = arguments.only("a directory or a policy document");
        return new LintOptions(
                path,
                fix,
                dryRun,
                file == null && arguments.has("sarif") ? "" : file,
                arguments.has("streaming"),
                new Beside(arguments.all("role"), logs, new SceneReader.Options(path, account, region)));
    }
}
