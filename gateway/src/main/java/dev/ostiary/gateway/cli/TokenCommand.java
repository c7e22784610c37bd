package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.identity.DevelopmentIssuer;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.Setting;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.gateway.yaml.Spelling;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code token <app>}: a token of the development issuer, and nothing else on standard output, so that {@code $(…)} can take it. Only a
 * gateway in development accepts it.
 */
final class TokenCommand {
    private static final String DIRECTORY = "ostiary.development.directory";
    private static final String ACCESS = "ostiary.access.directory";
    static final Set<String> OPTIONS = Set.of("ttl", "access");
    private static final Duration USUAL = Duration.ofHours(1);

    private TokenCommand() {}

    static int run(Arguments arguments, boolean json, PrintStream out, PrintStream err) {
        String app = arguments.only("the id of an app");
        if (!app.matches("[a-z0-9][a-z0-9-]{1,62}")) {
            throw new UsageError("`" + app + "` is not an app id", "expected [a-z0-9][a-z0-9-]{1,62}");
        }
        Duration ttl = ttl(arguments.option("ttl"));
        String token = mint(app, ttl);
        String access = arguments.option("access");
        hint(app, access == null ? Setting.get(ACCESS, "access") : access, err);
        out.println(
                json
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("app", app)
                                .put("token", token)
                                .put("expiresIn", ttl.toSeconds())
                                .toString()
                        : token);
        return Cli.FINE;
    }

    /** The gateway may read other files, and an app may come later: a token is printed nevertheless. */
    private static void hint(String app, String access, PrintStream err) {
        Path directory = Arguments.path(access);
        if (!Files.isDirectory(directory)) {
            return;
        }
        Set<String> known = AccessFiles.appFiles(directory).keySet();
        if (!known.contains(app)) {
            String near = Spelling.suggestion(app, known, "");
            err.println("ostiary: `" + access + "` has no app `" + app
                    + "`: a gateway that reads these files refuses the token ("
                    + (near.isEmpty() ? "" : near + " ") + "other files: --access DIR)");
        }
    }

    private static String mint(String app, Duration ttl) {
        Path directory = Path.of(Setting.get(DIRECTORY, ".ostiary"));
        try {
            return DevelopmentIssuer.open(directory, Clock.systemUTC()).mint(app, ttl);
        } catch (UncheckedIOException e) {
            throw new UsageError(String.valueOf(e.getMessage()), "the key is made by the first `ostiary start`");
        }
    }

    private static Duration ttl(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[1-9][0-9]{0,6}[smh]")) {
            throw new UsageError("`" + text + "` is not a time to live", "write for example 60s, 15m or 24h");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        Duration ttl = switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        if (ttl.compareTo(DevelopmentIssuer.MAX_LIFETIME) > 0) {
            throw new UsageError(
                    "`" + text + "` is too long", "at most " + DevelopmentIssuer.MAX_LIFETIME.toHours() + "h");
        }
        return ttl;
    }
}
