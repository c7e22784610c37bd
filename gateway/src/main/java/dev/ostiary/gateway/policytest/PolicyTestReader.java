package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.gateway.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tests/**}{@code /<name>.yaml}. Strict, since a test that is misread passes: unknown keys are refused, and so is
 * whatever could not fail.
 */
public final class PolicyTestReader {
    private static final Set<String> KEYS = Set.of(
            "name", "app", "can", "cannot", "model", "guardrail", "tier", "resource", "region", "context", "denied-by");
    private static final List<DeniedBy> LAYERS =
            List.of(DeniedBy.POLICY, DeniedBy.PERMISSIONS_BOUNDARY, DeniedBy.ORGANIZATION_POLICY, DeniedBy.IDENTITY);

    private final String file;
    private final Findings findings;
    private final Map<String, Integer> lineOfName = new HashMap<>();

    private PolicyTestReader(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The file's tests, to be used only when {@code findings} has not grown. */
    public static List<PolicyTest> read(String file, byte[] bytes, Findings findings) {
        String text = SourceText.decode(file, bytes, findings);
        YamlNode node = text == null ? null : YamlReader.read(file, text, findings);
        return node == null
                ? List.of()
                : new PolicyTestReader(file, findings).tests(YamlObject.of(file, node, findings));
    }

    private List<PolicyTest> tests(YamlObject root) {
        root.allowOnly(Set.of("version", "tests"));
        root.require("version", "1");
        if (root.find("version") instanceof YamlNode version
                && !(version instanceof YamlNode.Scalar scalar && scalar.text().equals("1"))) {
            root.report(version.at(), "this version of Ostiary reads `version: 1` only", "write `version: 1`");
        }
        root.require("tests", "[{ name: reads, app: reader, can: ListFoundationModels }]");
        List<PolicyTest> tests = root.items("tests", this::test).stream()
                .flatMap(Optional::stream)
                .toList();
        if (root.find("tests") instanceof YamlNode.ListNode list && list.items().isEmpty()) {
            root.report(
                    list.at(), "`tests` is empty: what tests nothing cannot fail", "write a test, or delete the file");
        }
        return tests;
    }

    private Optional<PolicyTest> test(YamlNode node) {
        int before = findings.size();
        YamlObject test = YamlObject.of(file, node, findings);
        test.allowOnly(KEYS);
        test.require("name", "the translator talks to Llama");
        test.require("app", "translator");
        String name = name(test);
        String app = test.text("app");
        boolean can = test.has("can");
        if (can == test.has("cannot")) {
            test.report(
                    node.at(),
                    can ? "`can` and `cannot` in one test" : "neither `can` nor `cannot`",
                    "write one of them, with operations such as Converse or actions such as bedrock:GetGuardrail");
            return Optional.empty();
        }
        List<Probe> probes = new ProbeReader(test).probes(can ? "can" : "cannot");
        Map<String, List<String>> context = context(test);
        DeniedBy deniedBy = deniedBy(test, can);
        return findings.size() == before && name != null && app != null
                ? Optional.of(new PolicyTest(file, node.at(), name, app, can, probes, context, deniedBy))
                : Optional.empty();
    }

    private @Nullable String name(YamlObject test) {
        String name = test.text("name");
        if (name != null) {
            Integer first = lineOfName.putIfAbsent(name, test.at("name").line());
            if (first != null) {
                test.report(test.at("name"), "a test of this name stands in line " + first, "give each its own name");
            }
        }
        return name;
    }

    private static Map<String, List<String>> context(YamlObject test) {
        var context = new LinkedHashMap<String, List<String>>();
        YamlObject keys = test.object("context");
        for (YamlNode.Entry entry : keys.entries()) {
            List<String> values = new ArrayList<>();
            keys.texts(entry.key(), entry.value()).forEach(value -> values.add(value.text()));
            if (!entry.key().matches("[A-Za-z0-9-]+:.+")) {
                keys.report(
                        entry.keyAt(),
                        "`" + entry.key() + "` is not a condition key",
                        "write for example aws:SourceIp");
            }
            context.put(entry.key(), values);
        }
        return context;
    }

    private static @Nullable DeniedBy deniedBy(YamlObject test, boolean can) {
        String label = test.text("denied-by");
        if (label == null) {
            return null;
        }
        if (can) {
            test.report(test.keyAt("denied-by"), "`denied-by` beside `can`", "it belongs to `cannot`");
        }
        List<String> known =
                Stream.of(LAYERS).flatMap(List::stream).map(DeniedBy::label).toList();
        return LAYERS.stream()
                .filter(layer -> layer.label().equals(label))
                .findFirst()
                .orElseGet(() -> {
                    test.report(
                            test.at("denied-by"),
                            "`" + label + "` is no layer that a test can name",
                            Spelling.suggestion(
                                    label,
                                    known,
                                    known.stream().collect(Collectors.joining(", ", "write one of ", ""))));
                    return null;
                });
    }
}
