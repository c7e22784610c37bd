package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.endpoints.StampSettings;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.identity.IdentitySettings;
import dev.ostiary.gateway.store.AccessSettings;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every key of the gateway, derived from the settings interfaces: there is no second list that could lag behind. */
final class KnownKeys {
    /** All settings interfaces; a test compares them with the classes of the program. */
    static final List<Class<?>> SETTINGS = List.of(
            DevelopmentSettings.class,
            ManagementSettings.class,
            HttpSettings.class,
            UpstreamsSettings.class,
            StampSettings.class,
            AccessSettings.class,
            CatalogueSettings.class,
            IdentitySettings.class,
            DrainSettings.class);

    private final SortedMap<String, Pattern> keys = new TreeMap<>();
    private final SortedSet<String> switches = new TreeSet<>();

    KnownKeys() {
        for (Class<?> settings : SETTINGS) {
            ConfigMappings.getProperties(ConfigClass.configClass(settings)).forEach((key, property) -> {
                if (!key.endsWith("[*]")) {
                    keys.put(key, pattern(key, "[a-z0-9]+", "(\\[\\d+])?"));
                }
                if (property.getMethod().getReturnType() == boolean.class) {
                    switches.add(key);
                }
            });
        }
    }

    /** As in a configuration file, with {@code *} for a name of the operator's choice. */
    Set<String> keys() {
        return keys.keySet();
    }

    /** Whether this is a key whose value is true or false. */
    boolean isSwitch(String name) {
        return switches.stream().anyMatch(key -> matches(key, name));
    }

    /** Whether this is a key; list items ({@code key[0]}) are too. */
    boolean contains(String name) {
        return keys.keySet().stream().anyMatch(key -> matches(key, name));
    }

    /** The key that an environment variable means, by MicroProfile's mapping of names. */
    Optional<String> ofVariable(String variable) {
        return keys.keySet().stream()
                .filter(key -> pattern(asVariable(key), "[A-Z0-9]+", "(_\\d+_)?")
                        .matcher(variable)
                        .matches())
                .findFirst();
    }

    private boolean matches(String key, String name) {
        Pattern pattern = keys.get(key);
        return pattern != null && pattern.matcher(name).matches();
    }

    static String asVariable(String key) {
        return key.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
    }

    private static Pattern pattern(String key, String name, String item) {
        var regex = new StringBuilder();
        for (String part : key.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : name).append(Pattern.quote(part));
        }
        return Pattern.compile(regex + item);
    }
}
