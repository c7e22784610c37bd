package dev.ostiary.gateway.cli;

import dev.ostiary.gateway.authorization.AwsSide;
import dev.ostiary.gateway.files.LintEvidence;
import dev.ostiary.gateway.files.RoleFile;
import dev.ostiary.gateway.inquiry.Impossible;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.logged.LoggedUse;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.LintOptions;
import dev.ostiary.gateway.terminal.LogFiles;
import dev.ostiary.gateway.terminal.PolicyFile;
import dev.ostiary.gateway.terminal.Setting;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.PlainText;
import dev.ostiary.policy.review.UsageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads what {@code lint} is told beside the directory: the gateway's role, and access logs. */
final class LintBeside {
    private static final String ROLE_ARN = "ostiary.upstreams.default.role-arn";
    private static final String REGIONS = "ostiary.upstreams.*.regions";

    private final String directory;
    private final LintOptions.Beside asked;
    private final Scenes scenes;

    LintBeside(LintOptions options, Scenes scenes) {
        this.directory = options.path();
        this.asked = options.beside();
        this.scenes = scenes;
    }

    /** @throws UsageError when something cannot be read */
    LintEvidence read() {
        if (!asked.roles().isEmpty() || !asked.logs().isEmpty()) {
            requireDirectory();
        }
        boolean sessionTags = !Setting.get(ROLE_ARN, "").isEmpty();
        List<String> regions = Setting.ofAll(REGIONS).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(region -> !region.isEmpty())
                .distinct()
                .toList();
        return new LintEvidence(
                asked.roles().stream().map(this::role).toList(), AwsSide.of(sessionTags, regions), usage(asked.logs()));
    }

    private void requireDirectory() {
        if (!Files.isDirectory(Arguments.path(directory))) {
            throw new UsageError(
                    "`" + directory + "` is no access directory",
                    "--role and --log are held against all apps: name the directory that holds apps/");
        }
    }

    private RoleFile role(String file) {
        PolicyFile policy = PolicyFile.read(file);
        var findings = new Findings();
        try {
            RoleFile role = RoleFile.of(nameOf(file), policy.document(), findings);
            if (!findings.isEmpty()) {
                throw PolicyFile.refused(findings);
            }
            return role;
        } catch (IOException e) {
            throw new UsageError("cannot read the waivers beside `" + file + "`", "let them be readable");
        }
    }

    /** Never the name that a file of the access directory has in the report. */
    private String nameOf(String file) {
        boolean mistakable = Files.exists(Path.of(directory).resolve(file));
        return mistakable ? Path.of(file).toAbsolutePath().toString() : file;
    }

    private Map<String, UsageRecord> usage(List<String> logs) {
        if (logs.isEmpty()) {
            return Map.of();
        }
        try {
            Scene scene = scenes.read(asked.scene());
            var use =
                    new LoggedUse(scene, new Simulator(scene, Clock.systemUTC().instant()));
            logs.forEach(log -> LogFiles.open(log, use::read));
            LoggedUse.Found found = use.found()
                    .orElseThrow(() -> new UsageError(
                            "no line of the gateway in " + String.join(", ", logs),
                            "name access logs: JSON, a line each"));
            found.unclear().forEach(this::tellUnclear);
            return found.apps();
        } catch (Impossible e) {
            if (e.findings().isEmpty()) {
                throw new UsageError(e.message(), e.fix());
            }
            return Map.of(); // lint tells the findings of a directory that cannot be loaded
        }
    }

    private void tellUnclear(String app, String call) {
        scenes.err()
                .println(
                        PlainText.oneLine(
                                "ostiary: nothing is said about what the app `" + app + "` uses: what " + call
                                        + " needed cannot be told any more (say --account and --region, or the catalogue has no such model)"));
    }
}
