package dev.ostiary.gateway.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A setting as the server would find it: a system property, else the environment variable, else the default. */
public final class Setting {
    private Setting() {}

    public static String get(String key, String otherwise) {
        return get(key, otherwise, System.getProperties(), System.getenv());
    }

    /** The values of one setting under every name that has it: {@code *} in the key stands for a name of a-z and 0-9. */
    public static List<String> ofAll(String key) {
        return ofAll(key, System.getProperties(), System.getenv());
    }

    static List<String> ofAll(String key, Properties properties, Map<String, String> environment) {
        String[] parts = key.split("\\*", 2);
        Pattern named = Pattern.compile(Pattern.quote(parts[0]) + "([a-z0-9]+)" + Pattern.quote(parts[1]));
        Pattern variable =
                Pattern.compile(Pattern.quote(variable(parts[0])) + "([A-Z0-9]+)" + Pattern.quote(variable(parts[1])));
        return Stream.concat(names(properties.stringPropertyNames(), named), names(environment.keySet(), variable))
                .map(name -> key.replace("*", name.toLowerCase(Locale.ROOT)))
                .distinct()
                .sorted()
                .map(each -> get(each, "", properties, environment))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Stream<String> names(Set<String> keys, Pattern pattern) {
        return keys.stream().map(pattern::matcher).filter(Matcher::matches).map(match -> match.group(1));
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** An empty value is none, as everywhere. */
    public static String get(String key, String otherwise, Properties properties, Map<String, String> environment) {
        String property = properties.getProperty(key, "");
        String variable = environment.getOrDefault(variable(key), "");
        return !property.isEmpty() ? property : !variable.isEmpty() ? variable : otherwise;
    }
}
