package dev.ostiary.gateway.files;

import dev.ostiary.gateway.apps.AppReader;
import dev.ostiary.gateway.policies.FileSet;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.Spelling;
import java.util.List;
import java.util.TreeSet;

/**
 * What may stand where in an access directory. A file in the wrong place is refused: otherwise a typing error in a folder's name
 * would take away an organization policy without a word. What stands in the files of tests/ is read by {@code ostiary policy-test} only:
 * a mistake in a test must not keep a policy from loading.
 */
final class Layout {
    private static final List<String> FOLDERS = List.of("apps", "issuers", "policies", "organization", "tests");

    private Layout() {}

    static void check(FileSet files, Findings findings) {
        if (files.files().isEmpty()) {
            findings.add(
                    ".",
                    Position.NONE,
                    "no access files at all",
                    "expected apps/, policies/ and issuers/: is this the right directory, is the volume mounted?");
        }
        checkFolders(files, findings);
        for (String path : files.files().keySet()) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                wrong(path, "belongs into one of apps/, issuers/, policies/, organization/ and tests/", findings);
            } else if (path.startsWith("apps/")) {
                checkApp(path, findings);
            } else if (path.startsWith("issuers/")) {
                checkIssuer(path, findings);
            } else if (path.startsWith("policies/") && path.indexOf('/', slash + 1) >= 0) {
                wrong(path, "policies/ has no folders: move it up", findings);
            } else if (path.startsWith("tests/") && !path.endsWith(".yaml")) {
                wrong(path, "tests/ holds policy tests, <name>.yaml", findings);
            }
        }
    }

    private static void checkFolders(FileSet files, Findings findings) {
        var top = new TreeSet<String>();
        for (String folder : files.folders()) {
            top.add(folder.split("/", 2)[0]);
            if (folder.endsWith(".json") || folder.endsWith(".yaml")) {
                // what a container runtime makes of a mount whose file does not exist
                findings.add(
                        folder,
                        Position.NONE,
                        "a folder that is called like a file",
                        "put the file there, or rename the folder");
            }
        }
        for (String folder : top) {
            if (!FOLDERS.contains(folder)) {
                String known = "expected " + String.join(", ", FOLDERS);
                findings.add(
                        folder,
                        Position.NONE,
                        "unknown folder `" + folder + "`",
                        Spelling.suggestion(folder, FOLDERS, known));
            }
        }
    }

    private static void checkApp(String path, Findings findings) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.endsWith(".yaml")) {
            wrong(path, "apps/ holds <app>.yaml", findings);
        } else if (!AppReader.isId(AccessFiles.stem(name))) {
            findings.add(
                    path,
                    Position.NONE,
                    "`" + AccessFiles.stem(name) + "` is not an app id",
                    "rename the file: 2 to 63 lower-case letters, digits and -, not beginning with -");
        }
    }

    private static void checkIssuer(String path, Findings findings) {
        String name = path.substring("issuers/".length());
        if (!name.endsWith(".yaml") || name.indexOf('/') >= 0) {
            wrong(path, "issuers/ holds <name>.yaml", findings);
        } else if (!AccessFiles.stem(name).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            findings.add(path, Position.NONE, "not an issuer's name", "1 to 63 letters, digits and . _ -");
        }
    }

    private static void wrong(String path, String fix, Findings findings) {
        findings.add(path, Position.NONE, "unexpected file", fix);
    }
}
