package dev.ostiary.gateway.files;

import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The policies of an access directory, and AWS's built in: what apps' files refer to by name. */
final class PolicyShelf {
    /** The name of an app's inline document in explanations. */
    static final String INLINE = "inline";

    private static final String JSON = ".json";
    private static final String WAIVERS = ".waivers.yaml";
    private static final int MOST_LEVELS = 20;

    /** By name; empty for a file that was refused, so that references to it are not reported as well. */
    private final Map<String, Optional<PolicyDocument>> documents = new TreeMap<>();

    private final List<List<NamedPolicy>> organizationLevels = new ArrayList<>();

    private PolicyShelf() {}

    static PolicyShelf read(FileSet files, AccessRules rules, Findings findings) {
        var shelf = new PolicyShelf();
        shelf.readPolicies(files.directlyIn("policies"), findings);
        shelf.readOrganization(files, rules, findings);
        return shelf;
    }

    /** Root first; documents of one level add up. */
    List<List<NamedPolicy>> organizationLevels() {
        return organizationLevels;
    }

    /** The document of this name; what is missing becomes a finding of the referring file. */
    Optional<NamedPolicy> find(YamlObject.LocatedText reference, YamlObject referrer) {
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
        Optional<PolicyDocument> document = documents.get(name);
        if (document == null) {
            var known = new TreeSet<>(documents.keySet());
            known.addAll(ManagedPolicies.names());
            referrer.report(
                    reference.at(),
                    "no policy `" + name + "`: the file `policies/" + name + ".json` does not exist",
                    Spelling.suggestion(name, known, "create it, or correct the name"));
            return Optional.empty();
        }
        return document.map(found -> new NamedPolicy(name, found));
    }

    private void readPolicies(Map<String, byte[]> files, Findings findings) {
        files.forEach((fileName, bytes) -> {
            String path = "policies/" + fileName;
            if (fileName.endsWith(JSON)) {
                String name = stem(fileName, JSON);
                checkName(path, name, findings);
                documents.put(name, PolicyText.readJson(path, bytes, PolicyKind.IDENTITY, findings));
            } else if (fileName.endsWith(WAIVERS)) {
                if (!files.containsKey(stem(fileName, WAIVERS) + JSON)) {
                    String policy = stem(fileName, WAIVERS) + JSON;
                    findings.add(
                            path, Position.NONE, "no policy `" + policy + "` stands beside it", "rename or delete it");
                }
                WaiverReader.check(path, bytes, findings);
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

    private static List<NamedPolicy> level(
            String folder, Map<String, byte[]> files, AccessRules rules, Findings findings) {
        var level = new ArrayList<NamedPolicy>();
        files.forEach((fileName, bytes) -> {
            String path = folder + "/" + fileName;
            if (!fileName.endsWith(JSON)) {
                findings.add(path, Position.NONE, "not a policy file", "organization/ holds <name>.json as in AWS");
                return;
            }
            checkName(path, stem(fileName, JSON), findings);
            String name = stem(path.substring("organization/".length()), JSON);
            PolicyText.readJson(path, bytes, PolicyKind.ORGANIZATION, findings)
                    .ifPresent(document -> level.add(new NamedPolicy(name, document)));
        });
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
