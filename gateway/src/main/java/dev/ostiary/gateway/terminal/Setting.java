package dev.ostiary.gateway.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** A setting as the server would find it: a system property, else the environment variable, else the default. */
public final class Setting {
    private Setting() {}

    public static String get(String key, String otherwise) {
        return get(key, otherwise, System.getProperties(), System.getenv());
    }

    /** An empty value is none, as everywhere. */
    public static String get(String key, String otherwise, Properties properties, Map<String, String> environment) {
        String property = properties.getProperty(key, "");
        String variable =
                environment.getOrDefault(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), "");
        return !property.isEmpty() ? property : !variable.isEmpty() ? variable : otherwise;
    }
}
