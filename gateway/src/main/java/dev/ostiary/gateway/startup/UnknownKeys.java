package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.yaml.Spelling;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SysPropConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds settings that the gateway would never read: a limit with a typing error in its name is no limit. Looks at files, system
 * properties and environment variables each in their own spelling; SmallRye's own check sees none of the variables.
 */
final class UnknownKeys {
    private static final String PREFIX = "ostiary.";
    private static final String VARIABLE_PREFIX = "OSTIARY_";

    private final KnownKeys known;

    UnknownKeys(KnownKeys known) {
        this.known = known;
    }

    List<ConfigProblem> find(SmallRyeConfig config, Map<String, String> environment) {
        var problems = new ArrayList<ConfigProblem>();
        for (ConfigSource source : config.getConfigSources()) {
            for (String name : new TreeSet<>(source.getPropertyNames())) {
                if (source instanceof EnvConfigSource) {
                    continue;
                }
                String key = name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
                if (key.startsWith(PREFIX) && !known.contains(key)) {
                    String where = source instanceof SysPropConfigSource ? "a system property" : place(source);
                    problems.add(new ConfigProblem(name, "unknown key, from " + where, suggestKey(key)));
                }
            }
        }
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (variable.startsWith(VARIABLE_PREFIX)
                    && !isOfKubernetes(variable)
                    && known.ofVariable(variable).isEmpty()) {
                problems.add(
                        new ConfigProblem(variable, "unknown key, from the environment", suggestVariable(variable)));
            }
        }
        return problems;
    }

    /** A file's name without SmallRye's class names around it. */
    private static String place(ConfigSource source) {
        return source.getName().replaceFirst("^\\w+\\[source=(.*)]$", "$1");
    }

    /** What Kubernetes sets in every pod of a namespace that has a service named {@code ostiary}. */
    private static boolean isOfKubernetes(String variable) {
        return variable.startsWith("OSTIARY_SERVICE_") || variable.startsWith("OSTIARY_PORT");
    }

    private String suggestKey(String key) {
        return Spelling.suggestion(
                key, candidates(key.split("\\.", -1), false), "all keys are in docs/configuration.md");
    }

    private String suggestVariable(String variable) {
        return Spelling.suggestion(
                variable, candidates(variable.split("_", -1), true), "all keys are in docs/configuration.md");
    }

    /** The known keys, with the operator's own name of an upstream in place of the {@code *}. */
    private List<String> candidates(String[] typed, boolean variables) {
        String name = typed.length > 2 ? typed[2] : "default";
        return known.keys().stream()
                .map(key -> variables ? KnownKeys.asVariable(key) : key)
                .map(key -> key.replace("*", name))
                .toList();
    }
}
