package dev.ostiary.gateway.terminal;

import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.logged.Recheck;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.yaml.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of the commands that ask about access, read into what those commands work with. */
public record InquiryOptions(Arguments arguments) {
    private static final Set<String> SCENE = Set.of("access", "account", "region", "context");
    public static final Set<String> OF_APP = with(SCENE, "app");
    public static final Set<String> OF_MODEL = with(SCENE, "model", "operation", "guardrail", "tier");
    public static final Set<String> OF_CALL = with(OF_MODEL, "app", "job");
    public static final Set<String> OF_EXPLAIN = with(OF_CALL, "log");

    private static Set<String> with(Set<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(Arrays.asList(more));
        return Set.copyOf(all);
    }

    public static InquiryOptions parse(List<String> words, Set<String> known) {
        return new InquiryOptions(Arguments.parse(words, known));
    }

    /** For commands that take options only. */
    public static InquiryOptions parseOnly(List<String> words, Set<String> known) {
        InquiryOptions options = parse(words, known);
        if (!options.arguments.operands().isEmpty()) {
            throw new UsageError(
                    "`" + options.arguments.operands().getFirst() + "` is not expected here",
                    "options begin with --, see `ostiary help`");
        }
        return options;
    }

    @Nullable
    public String find(String name) {
        return arguments.option(name);
    }

    public String get(String name, String what) {
        String value = find(name);
        if (value == null) {
            throw new UsageError("say " + what, "--" + name + " …, see `ostiary help`");
        }
        return value;
    }

    public SceneReader.Options scene() {
        return new SceneReader.Options(find("access"), find("account"), find("region"));
    }

    /** Condition keys: a key that is given several times has several values. */
    public Map<String, List<String>> context() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String pair : arguments.all("context")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new UsageError(
                        "`" + pair + "` is no condition key with a value", "write --context aws:SourceIp=192.0.2.7");
            }
            keys.computeIfAbsent(pair.substring(0, equals), key -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return keys;
    }

    /** The call of {@code --operation}, for InvokeModel when it is not said. */
    public PlannedCall call() {
        String label = find("operation");
        return call(label == null ? Operation.INVOKE_MODEL : operation(label));
    }

    public PlannedCall call(Operation operation) {
        PlannedCall.NamedGuardrail guardrail = guardrail(find("guardrail"));
        String tier = find("tier");
        boolean attaches = PlannedCall.takesGuardrail(operation);
        if (tier != null && !attaches) {
            throw new UsageError(operation.label() + " takes no --tier", "");
        }
        if (operation == Operation.APPLY_GUARDRAIL) {
            if (guardrail == null) {
                throw new UsageError("ApplyGuardrail needs a guardrail", "--guardrail ID:VERSION");
            }
            refuseModel(operation);
            return new PlannedCall(operation, find("region"), guardrail.identifier(), guardrail.version(), null, "");
        }
        if (guardrail != null && !attaches) {
            throw new UsageError(operation.label() + " takes no --guardrail", "");
        }
        return new PlannedCall(operation, find("region"), id(operation), "", guardrail, tier == null ? "" : tier);
    }

    /** What is known of a logged call beyond its line. */
    public Recheck.Supplied supplied() {
        String model = find("model");
        String job = find("job");
        return new Recheck.Supplied(
                model == null ? "" : model, job == null ? "" : job, guardrail(find("guardrail")), context());
    }

    private String id(Operation operation) {
        if (operation == Operation.GET_ASYNC_INVOKE) {
            refuseModel(operation);
            return get("job", "which job: its ARN");
        }
        boolean model = operation.namesModel()
                || operation == Operation.GET_FOUNDATION_MODEL
                || operation == Operation.GET_INFERENCE_PROFILE;
        if (!model) {
            refuseModel(operation);
            return "";
        }
        return get("model", "which model: an id or an ARN of a model or profile");
    }

    private void refuseModel(Operation operation) {
        if (find("model") != null) {
            throw new UsageError(operation.label() + " names no model", "leave out --model");
        }
    }

    private static Operation operation(String label) {
        List<String> labels =
                Arrays.stream(Operation.values()).map(Operation::label).toList();
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new UsageError(
                        "unknown operation `" + label + "`",
                        Spelling.suggestion(label, labels, "known are " + String.join(", ", labels))));
    }

    private static PlannedCall.@Nullable NamedGuardrail guardrail(@Nullable String text) {
        PlannedCall.NamedGuardrail guardrail = text == null ? null : PlannedCall.NamedGuardrail.parse(text);
        if (text != null && guardrail == null) {
            throw new UsageError(
                    "`" + text + "` does not say the guardrail's version", "write " + PlannedCall.NamedGuardrail.FORM);
        }
        return guardrail;
    }
}
