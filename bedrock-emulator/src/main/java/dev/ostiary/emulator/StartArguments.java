package dev.ostiary.emulator;

import dev.ostiary.emulator.catalogue.CatalogueReader;
import dev.ostiary.emulator.http.Listener.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Start options from the command line (`--port=4566`) and the environment (`EMULATOR_PORT=4566`); the command line
 * wins.
 */
final class StartArguments {
    static final int DEFAULT_PORT = 4_566;
    static final List<String> NAMES = List.of(
            "host",
            "port",
            "regions",
            "account-id",
            "access-key",
            "secret-key",
            "verify-signatures",
            "accept-bearer",
            "async-job-seconds",
            "longest-session-seconds",
            "tls-certificate",
            "tls-key",
            "catalogue",
            "faults",
            "refusals");

    private final Map<String, String> values = new HashMap<>();

    /**
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    StartArguments(List<String> arguments, Map<String, String> environment) {
        for (String name : NAMES) {
            String value = environment.get(variable(name));
            if (value != null && !value.isEmpty()) {
                values.put(name, value);
            }
        }
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 3 || !argument.startsWith("--") ? "" : argument.substring(2, equals);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown argument `" + argument + "`, expected --name=value with a name of " + NAMES);
            }
            values.put(name, argument.substring(equals + 1));
        }
    }

    private static String variable(String name) {
        return "EMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    EmulatorOptions options() throws IOException {
        EmulatorOptions defaults = EmulatorOptions.defaults();
        EmulatorOptions options = defaults.withHost(text("host", "127.0.0.1"))
                .withPort(number("port", DEFAULT_PORT))
                .withAccount(new EmulatorOptions.Account(
                        text("account-id", EmulatorOptions.ACCOUNT_ID),
                        text("access-key", EmulatorOptions.ACCESS_KEY),
                        text("secret-key", EmulatorOptions.SECRET_KEY)))
                .withBadSignaturesRefused(flag("verify-signatures", true))
                .withBearerAccepted(flag("accept-bearer", false))
                .withAsyncJobDuration(Duration.ofSeconds(number("async-job-seconds", 2)))
                .withLongestSession(Duration.ofSeconds(number("longest-session-seconds", 43_200)));
        if (values.containsKey("catalogue")) {
            options = options.withCatalogue(CatalogueReader.parse(Files.readAllBytes(Path.of(text("catalogue", "")))));
        }
        if (values.containsKey("regions")) {
            options = options.withRegions(List.of(text("regions", "").split(",")));
        }
        if (values.containsKey("tls-certificate") || values.containsKey("tls-key")) {
            options = options.withTls(new Tls(Path.of(text("tls-certificate", "")), Path.of(text("tls-key", ""))));
        }
        return options;
    }

    /** A JSON list of fault rules, `[]` when none are asked for. */
    String faults() {
        return text("faults", "[]");
    }

    /** A JSON list of refusal rules, `[]` when none are asked for. */
    String refusals() {
        return text("refusals", "[]");
    }

    private String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    private int number(String name, int otherwise) {
        String value = text(name, String.valueOf(otherwise));
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("`" + name + "` must be a number, but is `" + value + "`");
        }
        return Integer.parseInt(value);
    }

    private boolean flag(String name, boolean otherwise) {
        return switch (text(name, String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "`" + name + "` must be true or false, but is `" + text(name, "") + "`");
        };
    }
}
