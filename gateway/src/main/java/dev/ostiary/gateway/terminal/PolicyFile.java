package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.yaml.Finding;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** A policy document that stands in a file of its own, named on the command line. */
public record PolicyFile(String name, PolicyDocument document) {

    /** @throws UsageError when it cannot be read, or is none that IAM would store */
    public static PolicyFile read(String file) {
        var findings = new Findings();
        String text = SourceText.decode(file, bytes(file), findings);
        if (text == null) {
            throw refused(findings);
        }
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> new PolicyFile(file, accepted.document());
            case PolicyReading.Rejected rejected -> {
                rejected.problems()
                        .forEach(problem -> findings.add(
                                file,
                                new Position(problem.line(), problem.column()),
                                problem.message(),
                                problem.fix()));
                throw refused(findings);
            }
        };
    }

    public List<PolicyDocument> documents() {
        return List.of(document);
    }

    public PolicySet set() {
        return PolicySet.ofIdentity(List.of(new NamedPolicy(name, document)));
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Arguments.path(file));
        } catch (IOException e) {
            throw new UsageError("cannot read `" + file + "`", "name a policy document, in UTF-8");
        }
    }

    /** What could not be used, as findings are told. */
    public static UsageError refused(Findings findings) {
        return new UsageError(
                findings.toList().stream().map(Finding::toText).collect(Collectors.joining("\n         ")), "");
    }
}
