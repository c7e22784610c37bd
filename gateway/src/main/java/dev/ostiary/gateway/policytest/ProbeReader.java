package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.policy.pattern.ArnFields;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a test asks: operations with models, or actions with resources. */
final class ProbeReader {
    private static final Set<Operation> DESCRIBING =
            Set.of(Operation.GET_FOUNDATION_MODEL, Operation.GET_INFERENCE_PROFILE);
    private static final Set<Operation> RAW_ONLY = Set.of(Operation.GET_ASYNC_INVOKE, Operation.WHOAMI);

    private final YamlObject test;
    private final List<YamlObject.LocatedText> models;
    private final List<YamlObject.LocatedText> resources;
    private final @Nullable String region;
    private final PlannedCall.@Nullable NamedGuardrail guardrail;
    private final String tier;

    ProbeReader(YamlObject test) {
        this.test = test;
        this.models = test.texts("model");
        this.resources = test.texts("resource");
        this.region = test.text("region");
        this.guardrail = guardrail();
        String tierText = test.text("tier");
        this.tier = tierText == null ? "" : tierText;
    }

    /** Reports when there are none. */
    List<Probe> probes(String key) {
        List<YamlObject.LocatedText> asked = test.texts(key);
        List<YamlObject.LocatedText> actions =
                asked.stream().filter(text -> text.text().indexOf(':') >= 0).toList();
        if (actions.isEmpty()) {
            refuse("resource", "an operation names a `model`");
            return asked.stream()
                    .flatMap(operation -> operations(operation).stream())
                    .toList();
        }
        if (actions.size() < asked.size()) {
            test.report(test.at(key), "operations and actions in one test", "write two tests");
        }
        test.require("resource", "\"*\"");
        resources.forEach(this::checkResource);
        refuse("model", "an action is asked on a `resource`");
        refuse("guardrail", "an action is asked on a `resource`, and under a `context`");
        refuse("tier", "an action is asked under a `context`, with bedrock:ServiceTier");
        return actions.stream().flatMap(action -> actions(action).stream()).toList();
    }

    private List<Probe> actions(YamlObject.LocatedText action) {
        if (!action.text().matches("[A-Za-z0-9-]+:[A-Za-z0-9]+")) {
            test.report(
                    action.at(), "`" + action.text() + "` is not an action", "write for example bedrock:GetGuardrail");
        }
        return resources.stream()
                .map(resource -> (Probe) new Probe.Action(action.text(), resource.text(), region))
                .toList();
    }

    private void checkResource(YamlObject.LocatedText resource) {
        if (!ArnFields.nameResources(resource.text())) {
            test.report(resource.at(), "`" + resource.text() + "` is not an ARN", "write all six fields, or \"*\"");
        }
    }

    private List<Probe> operations(YamlObject.LocatedText label) {
        Operation operation = operation(label);
        if (operation == null) {
            return List.of();
        }
        if (operation == Operation.APPLY_GUARDRAIL) {
            return applyGuardrail();
        }
        if (!PlannedCall.takesGuardrail(operation)) {
            refuse("guardrail", operation.label() + " takes none");
            refuse("tier", operation.label() + " takes none");
        }
        if (!operation.namesModel() && !DESCRIBING.contains(operation)) {
            refuse("model", operation.label() + " names none");
            return List.of(new Probe.Call(PlannedCall.of(operation, region, "")));
        }
        test.require("model", "meta.llama3-70b-instruct-v1:0");
        return models.stream()
                .map(model ->
                        (Probe) new Probe.Call(new PlannedCall(operation, region, model.text(), "", guardrail, tier)))
                .toList();
    }

    private List<Probe> applyGuardrail() {
        test.require("guardrail", "gd7example:1");
        refuse("model", "ApplyGuardrail names none");
        refuse("tier", "ApplyGuardrail takes none");
        if (guardrail == null) {
            return List.of();
        }
        return List.of(new Probe.Call(new PlannedCall(
                Operation.APPLY_GUARDRAIL, region, guardrail.identifier(), guardrail.version(), null, "")));
    }

    private @Nullable Operation operation(YamlObject.LocatedText label) {
        List<String> known = Arrays.stream(Operation.values())
                .filter(operation -> !RAW_ONLY.contains(operation))
                .map(Operation::label)
                .toList();
        if (!known.contains(label.text())) {
            test.report(
                    label.at(),
                    "`" + label.text() + "` is no operation that a test can name",
                    Spelling.suggestion(
                            label.text(), known, "write one of " + String.join(", ", known) + ", or an action"));
            return null;
        }
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.label().equals(label.text()))
                .findFirst()
                .orElse(null);
    }

    private PlannedCall.@Nullable NamedGuardrail guardrail() {
        String text = test.text("guardrail");
        PlannedCall.NamedGuardrail guardrail = text == null ? null : PlannedCall.NamedGuardrail.parse(text);
        if (text != null && guardrail == null) {
            test.report(
                    test.at("guardrail"),
                    "`" + text + "` does not say the guardrail's version",
                    "write " + PlannedCall.NamedGuardrail.FORM);
        }
        return guardrail;
    }

    private void refuse(String key, String why) {
        if (test.has(key)) {
            test.report(test.keyAt(key), "`" + key + "` has no meaning here", why);
        }
    }
}
