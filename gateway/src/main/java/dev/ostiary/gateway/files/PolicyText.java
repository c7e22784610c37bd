package dev.ostiary.gateway.files;

import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.JsonText;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.json.PolicyReader;
import dev.ostiary.policy.json.PolicyReading;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.Optional;
import java.util.function.Function;

/** Reads policy documents from JSON files and from YAML; the problems become findings at the author's own places. */
final class PolicyText {
    private PolicyText() {}

    static Optional<PolicyDocument> readJson(String file, byte[] bytes, PolicyKind kind, Findings findings) {
        String text = SourceText.decode(file, bytes, findings);
        if (text == null) {
            return Optional.empty();
        }
        return read(file, text, kind, findings, problem -> new Position(problem.line(), problem.column()));
    }

    static Optional<PolicyDocument> readYaml(String file, YamlNode node, PolicyKind kind, Findings findings) {
        JsonText json = JsonText.of(node);
        return read(file, json.text(), kind, findings, problem -> json.yamlPosition(problem.line()));
    }

    private static Optional<PolicyDocument> read(
            String file, String text, PolicyKind kind, Findings findings, Function<PolicyProblem, Position> place) {
        return switch (PolicyReader.read(text, kind)) {
            case PolicyReading.Accepted accepted -> Optional.of(accepted.document());
            case PolicyReading.Rejected rejected -> {
                rejected.problems()
                        .forEach(problem -> findings.add(file, place.apply(problem), problem.message(), problem.fix()));
                yield Optional.empty();
            }
        };
    }
}
