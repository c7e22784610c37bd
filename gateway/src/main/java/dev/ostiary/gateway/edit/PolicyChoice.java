package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.store.App;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy file that is to be edited.
 *
 * @param listed whether the app has it already; else it is a new file
 */
record PolicyChoice(String name, boolean listed) {

    /** @throws NotEditable when it is not clear which one, or it is somebody else's */
    static PolicyChoice of(App app, @Nullable String wanted, Path directory) {
        List<String> own = app.policyNames().stream()
                .filter(name -> Files.exists(file(directory, name)))
                .toList();
        if (wanted != null) {
            return named(app, wanted, own, directory);
        }
        if (own.size() > 1) {
            throw new NotEditable(
                    "the app `" + app.id() + "` has several policies: " + String.join(", ", own),
                    "say which one is to be edited: --policy " + own.getFirst());
        }
        return own.isEmpty() ? named(app, app.id(), own, directory) : new PolicyChoice(own.getFirst(), true);
    }

    private static PolicyChoice named(App app, String wanted, List<String> own, Path directory) {
        if (own.contains(wanted)) {
            return new PolicyChoice(wanted, true);
        }
        if (!wanted.matches("[A-Za-z0-9+=,.@_-]{1,128}")) {
            throw new NotEditable(
                    "`" + wanted + "` is not the name of a policy file", "letters, digits and + = , . @ _ -");
        }
        if (Files.exists(file(directory, wanted))) {
            throw new NotEditable(
                    "`policies/" + wanted + ".json` exists, but the app `" + app.id() + "` does not have it",
                    "say --policy with another name: giving the app this one would give it all that stands in it");
        }
        return new PolicyChoice(wanted, false);
    }

    String path() {
        return "policies/" + name + ".json";
    }

    private static Path file(Path directory, String name) {
        return directory.resolve("policies").resolve(name + ".json");
    }
}
