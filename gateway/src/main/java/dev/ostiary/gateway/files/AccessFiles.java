package dev.ostiary.gateway.files;

import dev.ostiary.gateway.apps.AppReader;
import dev.ostiary.gateway.apps.IssuerReader;
import dev.ostiary.gateway.apps.SharedIdentities;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.DirectoryReader;
import dev.ostiary.gateway.policies.FileSet;
import dev.ostiary.gateway.policies.LayerLint;
import dev.ostiary.gateway.policies.PolicyShelf;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.store.AccessSource;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlReader;
import dev.ostiary.policy.rule.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a whole access directory: all of it is in order, or none of it is used and every finding is told. */
public final class AccessFiles {
    private static final String YAML = ".yaml";

    private final FileSet files;
    private final AccessRules rules;
    private final PolicyLint lint;
    private final Findings findings = new Findings();

    private AccessFiles(FileSet files, AccessRules rules, PolicyLint lint) {
        this.files = files;
        this.rules = rules;
        this.lint = lint;
    }

    /** Reads what lint knows of AWS, so that the first load need not; a load that comes first waits for it. */
    public static void readTables() {
        PolicyLint.readTables();
    }

    /**
     * Reads the directory once. Blocks for reading files. Never throws for what the directory holds.
     *
     * @param directory may be missing; that is a finding
     */
    public static AccessReading load(Path directory, AccessRules rules) {
        return read(DirectoryReader.read(directory), rules, new PolicyLint(rules));
    }

    /**
     * The directory as it would be with these files, which need not be there: what an edit would lead to, before it is made.
     *
     * @param edited contents by path relative to the directory, with {@code /}
     */
    public static AccessReading loadWith(Path directory, AccessRules rules, Map<String, byte[]> edited) {
        return read(DirectoryReader.read(directory).with(edited), rules, new PolicyLint(rules));
    }

    /** The files of apps, by the app's id, relative to the directory; whether their content is good or not. */
    public static SortedMap<String, String> appFiles(Path directory) {
        var files = new TreeMap<String, String>();
        DirectoryReader.read(directory).files().keySet().stream()
                .filter(AccessFiles::isAppFile)
                .forEach(path -> files.put(stem(path.substring(path.lastIndexOf('/') + 1)), path));
        return files;
    }

    private static boolean isAppFile(String path) {
        return path.startsWith("apps/") && path.endsWith(YAML);
    }

    /** The directory as a source to watch. */
    public static AccessSource source(Path directory, AccessRules rules) {
        var lint = new PolicyLint(rules);
        return () -> {
            FileSet files = DirectoryReader.read(directory);
            return new AccessSource.Look(files.digest(), () -> read(files, rules, lint));
        };
    }

    /**
     * What lint says of these files, and what else is wrong with them.
     *
     * @param whole whether they are a directory; else they are one document, and nothing must stand beside it
     * @param evidence asked only about a directory that is read whole: half of the apps would make the role look too wide
     */
    static LintReport lint(FileSet files, AccessRules rules, PolicyLint lint, boolean whole, LintEvidence evidence) {
        if (!files.problems().isEmpty()) {
            return LintReport.of(List.of(), files.problems());
        }
        var reading = new AccessFiles(files, rules, lint);
        PolicyShelf shelf = whole ? reading.everything().shelf() : PolicyShelf.read(files, rules, reading.findings);
        boolean complete = reading.findings.isEmpty()
                && shelf.reads().stream().allMatch(read -> read.document().isPresent());
        LintEvidence usable = complete ? evidence : LintEvidence.NONE;
        Map<String, List<Finding>> ofRole = RoleLint.lint(usable, shelf.layeredApps());
        Map<String, List<Finding>> across = LayerLint.lint(shelf.layeredApps(), usable.usage());
        ofRole.forEach((file, found) ->
                across.computeIfAbsent(file, none -> new ArrayList<>()).addAll(found));
        List<LintedFile> linted = new ArrayList<>(lint.lint(shelf, across));
        usable.role()
                .forEach(role ->
                        lint.waive(role, ofRole.getOrDefault(role.policy().name(), List.of()), linted));
        return LintReport.of(linted, reading.findings.toList());
    }

    private static AccessReading read(FileSet files, AccessRules rules, PolicyLint lint) {
        if (!files.problems().isEmpty()) {
            return new AccessReading.Rejected(files.problems());
        }
        return new AccessFiles(files, rules, lint).read();
    }

    private record Everything(Map<String, Issuer> issuers, PolicyShelf shelf, List<AppReader.LocatedApp> apps) {}

    private Everything everything() {
        Layout.check(files, findings);
        Map<String, Issuer> issuers = issuers();
        PolicyShelf shelf = PolicyShelf.read(files, rules, findings);
        var names = new TreeSet<String>();
        files.directlyIn("issuers").keySet().forEach(file -> names.add(stem(file)));
        List<AppReader.LocatedApp> apps = apps(new AppReader.Surroundings(names, shelf, rules));
        SharedIdentities.refuse(apps, findings);
        return new Everything(issuers, shelf, apps);
    }

    private AccessReading read() {
        Everything all = everything();
        List<LintedFile> linted = lint.lint(all.shelf());
        LoadCheck.refuse(all.shelf().reads(), linted, rules.lint().securityBlocks(), findings);
        if (!findings.isEmpty()) {
            return new AccessReading.Rejected(findings.toList(), all.issuers());
        }
        var byId = new HashMap<String, App>();
        all.apps().forEach(app -> byId.put(app.app().id(), app.app()));
        return new AccessReading.AccessContent(byId, all.issuers(), LoadCheck.notes(linted));
    }

    private Map<String, Issuer> issuers() {
        var issuers = new TreeMap<String, Issuer>();
        var owners = new HashMap<String, String>();
        files.directlyIn("issuers").forEach((fileName, bytes) -> {
            String path = "issuers/" + fileName;
            YamlNode node = yaml(path, bytes);
            if (node == null) {
                return;
            }
            Issuer issuer = IssuerReader.read(stem(fileName), path, node, rules, findings);
            if (issuer == null) {
                return;
            }
            issuers.put(issuer.name(), issuer);
            String first = owners.putIfAbsent(issuer.issuer(), path);
            if (first != null) {
                findings.add(
                        path,
                        node.at(),
                        "issuer `" + issuer.issuer() + "` stands in " + first + " already",
                        "one file per issuer: put both audiences into it");
            }
        });
        return issuers;
    }

    /** In the order of their paths. */
    private List<AppReader.LocatedApp> apps(AppReader.Surroundings around) {
        var apps = new ArrayList<AppReader.LocatedApp>();
        var paths = new HashMap<String, String>();
        files.files().forEach((path, bytes) -> {
            if (!isAppFile(path)) {
                return;
            }
            String id = stem(path.substring(path.lastIndexOf('/') + 1));
            String first = paths.putIfAbsent(id, path);
            if (first != null) {
                findings.add(
                        path,
                        Position.NONE,
                        "the app `" + id + "` stands in " + first + " already",
                        "rename one of them");
            }
            YamlNode node = yaml(path, bytes);
            AppReader.LocatedApp app = node == null ? null : AppReader.read(id, path, node, around, findings);
            if (app != null) {
                apps.add(app);
            }
        });
        return apps;
    }

    private @Nullable YamlNode yaml(String path, byte[] bytes) {
        if (!path.endsWith(YAML)) {
            return null; // told by Layout
        }
        String text = SourceText.decode(path, bytes, findings);
        return text == null ? null : YamlReader.read(path, text, findings);
    }

    static String stem(String fileName) {
        return fileName.endsWith(YAML) ? fileName.substring(0, fileName.length() - YAML.length()) : fileName;
    }
}
