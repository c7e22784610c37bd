package dev.ostiary.gateway.policies;

import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The policies of an access directory, and AWS's built in: what apps' files refer to by name. */
public final class PolicyShelf {
    /** A file's name has no colon, so no file is called like an app's inline document. */
    private static final String INLINE = "inline:";

    private static final String JSON = ".json";
    private static final String WAIVERS = ".waivers.yaml";
    private static final int MOST_LEVELS = 20;

    /** By name; empty for a file that is no text, so that references to it are not reported as well. */
    private final Map<String, Optional<PolicyRead>> documents = new TreeMap<>();

    private final Map<String, List<WaiverReader.LocatedWaiver>> waivers = new TreeMap<>();
    private final List<List<NamedPolicy>> organizationLevels = new ArrayList<>();
    /** Every document of the directory, those in apps included, in the order in which they were read. */
    private final List<PolicyRead> reads = new ArrayList<>();

    private final List<LayerLint.LayeredApp> layeredApps = new ArrayList<>();

    private PolicyShelf() {}

    public static PolicyShelf read(FileSet files, AccessRules rules, Findings findings) {
        var shelf = new PolicyShelf();
        shelf.readPolicies(files.directlyIn("policies"), findings);
        shelf.readOrganization(files, rules, findings);
        return shelf;
    }

    /** Root first; documents of one level add up. */
    public List<List<NamedPolicy>> organizationLevels() {
        return organizationLevels;
    }

    /** The document of this name; what is missing becomes a finding of the referring file. */
    public Optional<NamedPolicy> find(YamlObject.LocatedText reference, YamlObject referrer) {
        String name = reference.text();
        if (name.startsWith(ManagedPolicies.PREFIX)) {
            Optional<NamedPolicy> managed = ManagedPolicies.find(name);
            if (managed.isEmpty()) {
                String known = "built in are " + String.join(", ", ManagedPolicies.names());
                referrer.report(
                        reference.at(),
                        "`" + name + "` is not built in",
                        Spelling.nearest(name, ManagedPolicies.names())
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse(known + "; put any other document into policies/"));
            }
            return managed;
        }
        Optional<PolicyRead> read = documents.get(name);
        if (read == null) {
            var known = new TreeSet<>(documents.keySet());
            known.addAll(ManagedPolicies.names());
            referrer.report(
                    reference.at(),
                    "no policy `" + name + "`: the file `policies/" + name + ".json` does not exist",
                    Spelling.suggestion(name, known, "create it, or correct the name"));
            return Optional.empty();
        }
        return read.flatMap(PolicyRead::document).map(found -> new NamedPolicy(name, found));
    }

    /** What explanations call the inline document of this app. */
    public static String inlineName(String app) {
        return INLINE + app;
    }

    static boolean isInline(String policy) {
        return policy.startsWith(INLINE);
    }

    /** A document that stands in an app's file; empty when it is refused, which lint tells. */
    public Optional<PolicyDocument> readInline(PolicySource source, Collection<NamedPolicy> beside) {
        PolicyRead read = read(source, PolicyKind.IDENTITY);
        read.use(PolicyKind.IDENTITY, companions(beside));
        return read.document();
    }

    /** Notes what one app has: lint looks at a document by its uses. */
    public void noteUse(List<NamedPolicy> identity, @Nullable String boundary) {
        for (NamedPolicy policy : identity) {
            documents
                    .getOrDefault(policy.name(), Optional.empty())
                    .ifPresent(read -> read.use(PolicyKind.IDENTITY, companionsOf(policy.name(), identity)));
        }
        if (boundary != null) {
            documents
                    .getOrDefault(boundary, Optional.empty())
                    .ifPresent(read -> read.use(PolicyKind.BOUNDARY, List.of()));
        }
    }

    public void noteLayers(LayerLint.LayeredApp app) {
        layeredApps.add(app);
    }

    /** Each app with all its documents, in the order in which they were read. */
    public List<LayerLint.LayeredApp> layeredApps() {
        return layeredApps;
    }

    public List<PolicyRead> reads() {
        return reads;
    }

    /** By the path of the document that they are for. */
    public Map<String, List<WaiverReader.LocatedWaiver>> waivers() {
        return waivers;
    }

    private static List<PolicyRead.Companion> companionsOf(String name, Collection<NamedPolicy> all) {
        return companions(
                all.stream().filter(policy -> !policy.name().equals(name)).toList());
    }

    private static List<PolicyRead.Companion> companions(Collection<NamedPolicy> beside) {
        return beside.stream()
                .map(policy -> new PolicyRead.Companion(policy.name(), policy.document()))
                .toList();
    }

    private PolicyRead read(PolicySource source, PolicyKind kind) {
        PolicyRead read = PolicyRead.of(source, kind);
        reads.add(read);
        return read;
    }

    private void readPolicies(Map<String, byte[]> files, Findings findings) {
        files.forEach((fileName, bytes) -> {
            String path = "policies/" + fileName;
            if (fileName.endsWith(JSON)) {
                String name = stem(fileName, JSON);
                checkName(path, name, findings);
                PolicySource source = PolicySource.ofJson(path, bytes, findings);
                documents.put(name, Optional.ofNullable(source).map(found -> read(found, PolicyKind.IDENTITY)));
            } else if (fileName.endsWith(WAIVERS)) {
                String policy = stem(fileName, WAIVERS) + JSON;
                if (!files.containsKey(policy)) {
                    findings.add(
                            path, Position.NONE, "no policy `" + policy + "` stands beside it", "rename or delete it");
                }
                waivers.put("policies/" + policy, WaiverReader.read(path, bytes, findings));
            } else {
                findings.add(
                        path,
                        Position.NONE,
                        "not a policy file",
                        "policies/ holds <name>.json as in AWS, and <name>.waivers.yaml");
            }
        });
    }

    private void readOrganization(FileSet files, AccessRules rules, Findings findings) {
        var folders = new TreeSet<String>();
        folders.add("organization");
        files.folders().stream()
                .filter(folder -> folder.startsWith("organization/"))
                .forEach(folders::add);
        for (String folder : folders) {
            Map<String, byte[]> documents = files.directlyIn(folder);
            boolean isLevel = !folder.equals("organization") || !documents.isEmpty();
            if (folder.indexOf('/') != folder.lastIndexOf('/')) {
                findings.add(
                        folder,
                        Position.NONE,
                        "a folder inside a level",
                        "levels are the folders directly in organization/");
            } else if (isLevel) {
                organizationLevels.add(level(folder, documents, rules, findings));
            }
        }
        if (organizationLevels.size() > MOST_LEVELS) {
            findings.add("organization", Position.NONE, "more than " + MOST_LEVELS + " levels", "AWS has at most 7");
        }
    }

    private List<NamedPolicy> level(String folder, Map<String, byte[]> files, AccessRules rules, Findings findings) {
        var level = new ArrayList<NamedPolicy>();
        var levelReads = new TreeMap<String, PolicyRead>();
        files.forEach((fileName, bytes) -> {
            String path = folder + "/" + fileName;
            if (!fileName.endsWith(JSON)) {
                findings.add(path, Position.NONE, "not a policy file", "organization/ holds <name>.json as in AWS");
                return;
            }
            checkName(path, stem(fileName, JSON), findings);
            String name = stem(path.substring("organization/".length()), JSON);
            PolicySource source = PolicySource.ofJson(path, bytes, findings);
            if (source != null) {
                PolicyRead read = read(source, PolicyKind.ORGANIZATION);
                levelReads.put(name, read);
                read.document().ifPresent(document -> level.add(new NamedPolicy(name, document)));
            }
        });
        levelReads.forEach((name, read) -> read.use(PolicyKind.ORGANIZATION, companionsOf(name, level)));
        if (rules.organizationFullAccess()) {
            level.add(ManagedPolicies.fullAwsAccess());
        } else if (files.isEmpty()) {
            findings.add(
                    folder,
                    Position.NONE,
                    "a level without documents allows nothing, as `ostiary.access.organization-full-access` is false",
                    "add a document that allows, or delete the folder");
        }
        return level;
    }

    private static void checkName(String path, String name, Findings findings) {
        if (!name.matches("[A-Za-z0-9+=,.@_-]{1,128}")) {
            findings.add(
                    path,
                    Position.NONE,
                    "`" + name + "` is not a policy name",
                    "rename the file: 1 to 128 letters, digits and + = , . @ _ -");
        }
    }

    private static String stem(String fileName, String ending) {
        return fileName.substring(0, fileName.length() - ending.length());
    }
}
