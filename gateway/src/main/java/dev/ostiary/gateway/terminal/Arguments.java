package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.yaml.Spelling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words after a command.
 *
 * @param operands what is no option
 * @param options by name without {@code --}, with every value
 * @param flags names of the options that stood there without a value
 */
public record Arguments(List<String> operands, Map<String, List<String>> options, Set<String> flags) {

    /** A flag of every command. */
    private static final String JSON = "json";

    public Arguments {
        operands = List.copyOf(operands);
        options = Map.copyOf(options);
        flags = Set.copyOf(flags);
    }

    /** Takes {@code --json} out, wherever it stands: how complaints are told must be known before anything is read. */
    public static boolean takeJson(List<String> words) {
        return words.removeIf(("--" + JSON)::equals);
    }

    /**
     * For commands whose options all take a value.
     *
     * @throws UsageError for an unknown option or a missing value
     */
    public static Arguments parse(List<String> words, Set<String> known) {
        return parse(words, known, Set.of());
    }

    /**
     * @param known names of the options that take a value
     * @param flags names of the options that take none; a name in both may have one, which then stands behind {@code =}
     * @throws UsageError for an unknown option, and for a value that is missing or too much
     */
    public static Arguments parse(List<String> words, Set<String> known, Set<String> flags) {
        var operands = new ArrayList<String>();
        var options = new HashMap<String, List<String>>();
        var set = new HashSet<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            if (equals < 0 && flags.contains(name)) {
                set.add(name);
                continue;
            }
            check(name, known, flags);
            if (equals < 0 && i + 1 == words.size()) {
                throw new UsageError("option `--" + name + "` needs a value", "see `ostiary help`");
            }
            options.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(equals < 0 ? words.get(++i) : word.substring(equals + 1));
        }
        return new Arguments(operands, options, set);
    }

    private static void check(String name, Set<String> known, Set<String> flags) {
        if (known.contains(name)) {
            return;
        }
        if (flags.contains(name) || name.equals(JSON)) {
            throw new UsageError("`--" + name + "` takes no value", "write `--" + name + "`, or leave it out");
        }
        var all = new HashSet<>(known);
        all.addAll(flags);
        all.add(JSON);
        throw new UsageError("unknown option `--" + name + "`", Spelling.suggestion(name, all, "see `ostiary help`"));
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** @throws UsageError when there is not exactly one operand */
    public String only(String what) {
        if (operands.size() != 1) {
            throw new UsageError(
                    "expected " + what
                            + (operands.isEmpty() ? "" : " and nothing else, got " + operands.size() + " words"),
                    "see `ostiary help`");
        }
        return operands.get(0);
    }

    /** @throws UsageError when it is there twice */
    @Nullable
    public String option(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new UsageError("option `--" + name + "` is there twice", "say it once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** All values of an option that may be repeated, in their order. */
    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    /** @throws UsageError for what no file can be called */
    public static Path path(String text) {
        if (text.isEmpty()) {
            // Java takes it for the working directory: nobody who types an unset variable means that
            throw new UsageError("the name of a file or directory is empty", "name one, or `.` for this directory");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageError("`" + text + "` is not a path", "name a file or a directory");
        }
    }
}
