package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.yaml.Spelling;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SysPropConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds settings that the gateway would never read: a limit with a typing error in its name is no limit. Looks at files, system
 * properties and environment variables each in their own spelling; SmallRye's own check sees none of the variables.
 */
final class UnknownKeys {
    private static final String PREFIX = "ostiary.";
    private static final String VARIABLE_PREFIX = "OSTIARY_";
    /** How SmallRye calls the process' own variables; a {@code .env} file is a source of the same class and another name. */
    private static final String ENVIRONMENT = "EnvConfigSource";

    private final KnownKeys known;

    UnknownKeys(KnownKeys known) {
        this.known = known;
    }

    List<ConfigProblem> find(SmallRyeConfig config, Map<String, String> environment) {
        var problems = new ArrayList<ConfigProblem>();
        for (ConfigSource source : config.getConfigSources()) {
            boolean variables = source instanceof EnvConfigSource;
            if (variables && source.getName().equals(ENVIRONMENT)) {
                continue;
            }
            String where = source instanceof SysPropConfigSource ? "a system property" : place(source);
            problems.addAll(findKeys(source.getPropertyNames(), where));
            if (variables) {
                problems.addAll(findVariables(source.getPropertyNames(), where));
            }
        }
        problems.addAll(findVariables(environment.keySet(), "the environment"));
        return problems;
    }

    private List<ConfigProblem> findKeys(Set<String> names, String where) {
        var problems = new ArrayList<ConfigProblem>();
        for (String name : new TreeSet<>(names)) {
            String key = name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
            // SmallRye derives a key from each variable of a .env file: the variable itself is what its author knows
            boolean derived = names.contains(KnownKeys.asVariable(name));
            if (key.startsWith(PREFIX) && !derived && !known.contains(key)) {
                problems.add(new ConfigProblem(name, "unknown key, from " + where, suggestKey(key)));
            }
        }
        return problems;
    }

    private List<ConfigProblem> findVariables(Set<String> names, String where) {
        var problems = new ArrayList<ConfigProblem>();
        for (String variable : new TreeSet<>(names)) {
            if (variable.startsWith(VARIABLE_PREFIX)
                    && !isOfKubernetes(variable)
                    && known.ofVariable(variable).isEmpty()) {
                problems.add(new ConfigProblem(variable, "unknown key, from " + where, suggestVariable(variable)));
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
