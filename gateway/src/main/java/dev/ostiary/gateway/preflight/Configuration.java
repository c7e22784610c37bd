package dev.ostiary.gateway.preflight;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration as the server would see it, read before the server starts: files, environment variables and system properties,
 * in Quarkus' order.
 *
 * @param sources a fresh builder with all sources and no mapping
 * @param environment the environment variables
 */
public record Configuration(Supplier<SmallRyeConfigBuilder> sources, Map<String, String> environment) {
    private static final Pattern MISSING = Pattern.compile("SRCFG00014: The config property (\\S+) is required.*");
    private static final Pattern EMPTY =
            Pattern.compile("SRCFG00040: The config property (\\S+) is defined as the empty.*");
    private static final Pattern MALFORMED = Pattern.compile(
            "SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception.*?"
                    + "converted (?:SRCFG\\d+: )?(.*)");

    public static Configuration ofThisProcess() {
        return new Configuration(ConfigUtils::configBuilder, System.getenv());
    }

    /** The same with some acceptable value for each of these keys, to see whether the others are good. */
    Configuration withStandIns(Set<String> keys) {
        Map<String, String> values = keys.stream().collect(Collectors.toMap(key -> key, Configuration::standIn));
        var source = new PropertiesConfigSource(values, "stand-ins", Integer.MAX_VALUE);
        return new Configuration(() -> sources.get().withSources(source), environment);
    }

    /** A thousand is good as a number, a port, a time and a size. */
    private static String standIn(String key) {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "account-id" -> "111122223333";
            case "regions" -> "us-east-1";
            case "block-on" -> "error";
            case "on-client-gone" -> "drain";
            case String other -> "1000";
        };
    }

    public SmallRyeConfig withoutMappings() {
        return sources.get().build();
    }

    /** The settings, or empty when a value is missing or malformed; these are told to {@code problems}. */
    <T> Optional<T> read(Class<T> settings, Consumer<ConfigProblem> problems) {
        try {
            return Optional.of(builder().withMapping(settings).build().getConfigMapping(settings));
        } catch (ConfigValidationException e) {
            for (int i = 0; i < e.getProblemCount(); i++) {
                problems.accept(problem(e.getProblem(i).getMessage()));
            }
            return Optional.empty();
        }
    }

    /** @throws ConfigValidationException when a value is missing or malformed */
    SmallRyeConfig withMappings(List<Class<?>> settings) {
        SmallRyeConfigBuilder builder = builder();
        settings.forEach(builder::withMapping);
        return builder.build();
    }

    /** All of them at once, which is what a good configuration needs; empty when any is not readable. */
    Optional<SmallRyeConfig> readAll(List<Class<?>> settings) {
        try {
            return Optional.of(withMappings(settings));
        } catch (ConfigValidationException e) {
            return Optional.empty();
        }
    }

    /** Unknown keys are looked for by {@link UnknownKeys}, which says what was meant. */
    private SmallRyeConfigBuilder builder() {
        return sources.get().withValidateUnknown(false);
    }

    /** SmallRye's sentence in our form. */
    static ConfigProblem problem(String message) {
        String text = message.replaceFirst("^[\\w.]+Exception: ", "");
        Matcher missing = MISSING.matcher(text);
        if (missing.matches()) {
            return ConfigProblem.missing(missing.group(1));
        }
        Matcher empty = EMPTY.matcher(text);
        if (empty.matches()) {
            return ConfigProblem.missing(empty.group(1));
        }
        Matcher malformed = MALFORMED.matcher(text);
        if (malformed.matches()) {
            String reason = malformed.group(3).replaceFirst("\\(regular expression\\): ", "");
            return new ConfigProblem(malformed.group(1), "malformed value `" + malformed.group(2) + "`", reason);
        }
        return new ConfigProblem("configuration", text, "");
    }
}
