package dev.ostiary.gateway.logged;

import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.bedrock.PlannedCall.NamedGuardrail;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.policy.explanation.Dependence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks a logged call again, with today's access files and as much of the call as its line carries. */
public final class Recheck {
    /**
     * What somebody knows of a logged call beyond its line; empty or null when he does not.
     *
     * @param model id or ARN of a model or profile
     * @param job ARN of an asynchronous invocation
     * @param keys condition keys with their values
     */
    public record Supplied(
            String model, String job, @Nullable NamedGuardrail guardrail, Map<String, List<String>> keys) {}

    private final Scene scene;
    private final LoggedCall logged;
    private final Supplied supplied;
    private final List<String> notes = new ArrayList<>();

    private Recheck(Scene scene, LoggedCall logged, Supplied supplied) {
        this.scene = scene;
        this.logged = logged;
        this.supplied = supplied;
    }

    public static LoggedExplanation of(Scene scene, LoggedCall logged, Supplied supplied, Instant now) {
        var recheck = new Recheck(scene, logged, supplied);
        Answer today = recheck.today(new Simulator(scene, now));
        LoggedExplanation explanation =
                LoggedExplanation.of(logged, scene.files().directory(), today, recheck.notes);
        boolean open = today != null
                && (explanation.differs() || today.dependence().answer() == Dependence.Answer.CONDITIONAL);
        if (open) {
            recheck.notes.add("the log carries no guardrail, not the token's age, not whether the connection was TLS:"
                    + " say what you know by --guardrail and --context aws:TokenIssueTime=…");
        }
        return open ? LoggedExplanation.of(logged, scene.files().directory(), today, recheck.notes) : explanation;
    }

    private @Nullable Answer today(Simulator simulator) {
        String app = logged.text("app");
        String layer = logged.text("deniedBy");
        if (app.isEmpty() || layer.equals(DeniedBy.TOKEN.label()) || layer.equals(DeniedBy.REQUEST.label())) {
            notes.add("the policies were not asked");
            return null;
        }
        if (!scene.access().apps().containsKey(app)) {
            notes.add("the access files in `" + scene.files().directory() + "` have no app `" + app
                    + "`: they have changed since, or the gateway reads others (say --access DIR)");
            return null;
        }
        PlannedCall call = logged.operation().map(this::call).orElse(null);
        return call == null ? null : simulator.ask(app, call, keys());
    }

    private @Nullable PlannedCall call(Operation operation) {
        String region = logged.text("region").isEmpty() ? null : logged.text("region");
        return switch (operation) {
            case INVOKE_MODEL, INVOKE_MODEL_WITH_RESPONSE_STREAM, CONVERSE, CONVERSE_STREAM -> {
                String id = model();
                yield id == null
                        ? null
                        : new PlannedCall(operation, region, id, "", supplied.guardrail(), logged.text("tier"));
            }
            case COUNT_TOKENS, START_ASYNC_INVOKE, GET_FOUNDATION_MODEL, GET_INFERENCE_PROFILE -> {
                String id = model();
                yield id == null ? null : PlannedCall.of(operation, region, id);
            }
            case APPLY_GUARDRAIL -> {
                var guardrail = supplied.guardrail();
                yield guardrail == null
                        ? unknown("the guardrail", "--guardrail ID:VERSION")
                        : new PlannedCall(operation, region, guardrail.identifier(), guardrail.version(), null, "");
            }
            case GET_ASYNC_INVOKE ->
                supplied.job().isEmpty()
                        ? unknown("the job", "--job ARN")
                        : PlannedCall.of(operation, region, supplied.job());
            case INVOKE_GUARDRAIL_CHECKS, LIST_ASYNC_INVOKES, LIST_FOUNDATION_MODELS, LIST_INFERENCE_PROFILES, WHOAMI ->
                PlannedCall.of(operation, region, "");
        };
    }

    private @Nullable String model() {
        String id = supplied.model().isEmpty() ? logged.id() : supplied.model();
        if (id.isEmpty()) {
            unknown("the whole model id", "--model ID");
            return null;
        }
        return id;
    }

    private @Nullable PlannedCall unknown(String what, String option) {
        notes.add("the log does not carry " + what + ", so the call cannot be asked again: say " + option);
        return null;
    }

    /** What the line says about the request, under what was said on the command line. */
    private Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        put(keys, "aws:SourceIp", logged.text("clientIp"));
        put(keys, "aws:FederatedProvider", logged.text("issuer"));
        put(keys, "aws:CurrentTime", logged.time() == null ? "" : logged.text("time"));
        keys.putAll(supplied.keys());
        return keys;
    }

    private static void put(Map<String, List<String>> keys, String name, String value) {
        if (!value.isEmpty()) {
            keys.put(name, List.of(value));
        }
    }
}
