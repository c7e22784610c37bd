package dev.ostiary.emulator.http;

import dev.ostiary.emulator.catalogue.ModelResolver;
import dev.ostiary.emulator.catalogue.ModelResolver.Resolution;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Caller;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.fault.FaultPlan;
import dev.ostiary.emulator.fault.Faults;
import dev.ostiary.emulator.http.Gatekeeping.Admission;
import dev.ostiary.emulator.refusal.CallerRules;
import dev.ostiary.emulator.refusal.Refusal;
import dev.ostiary.emulator.requests.RequestLog;
import dev.ostiary.emulator.sts.StsXml;
import java.util.Optional;

/** The way of one request from its bytes to its answer, top to bottom. Pure but for the log; safe for any thread. */
public final class Exchanges {
    private final Gatekeeping gatekeeping;
    private final RequestLog log;
    private final Script script;
    private final ModelResolver resolver;
    private final Operations operations;

    /** What a test wants to happen. */
    public record Script(Faults faults, CallerRules rules) {}

    /** An answer and how it goes wrong. */
    record Reaction(Answer answer, FaultPlan plan) {}

    public Exchanges(
            Gatekeeping gatekeeping, RequestLog log, Script script, ModelResolver resolver, Operations operations) {
        this.gatekeeping = gatekeeping;
        this.log = log;
        this.script = script;
        this.resolver = resolver;
        this.operations = operations;
    }

    Reaction react(Inbound request, String requestId) {
        Route route = Route.of(request);
        Admission admission = gatekeeping.admit(request, route.operation());
        log.add(route.operation(), request, admission.verdict(), admission.region(), requestId);
        Caller caller = admission instanceof Admission.Admitted admitted ? admitted.caller() : Caller.NOBODY;
        Call call = new Call(route.operation(), route.arguments(), request, caller, admission.region(), requestId);
        FaultPlan plan = script.faults().plan(call);
        Answer answer = plan.refusal().map(error -> inShapeOf(call, error)).orElseGet(() -> answer(admission, call));
        return new Reaction(plan.replace(call, answer), plan);
    }

    private Answer answer(Admission admission, Call call) {
        return switch (admission) {
            case Admission.Refused refused -> inShapeOf(call, refused.error());
            case Admission.Admitted ignored -> {
                Optional<Refusal> refusal = script.rules().find(call);
                yield refusal.map(wanted -> inShapeOf(call, wanted.toError(call, resource(call))))
                        .orElseGet(() -> operations.answer(call));
            }
        };
    }

    private static Answer inShapeOf(Call call, AwsError error) {
        return call.operation().isSts() ? StsXml.error(error, call.requestId()) : error.toAnswer();
    }

    /** The resource that IAM names in a denial. */
    private String resource(Call call) {
        if (call.operation() == Operation.APPLY_GUARDRAIL || call.modelName().isEmpty()) {
            return "*";
        }
        return switch (resolver.resolve(call.modelName(), call.region())) {
            case Resolution.Found found -> found.arn();
            case Resolution.Failed ignored ->
                call.modelName().startsWith("arn:")
                        ? call.modelName()
                        : "arn:aws:bedrock:" + call.region() + "::foundation-model/" + call.modelName();
        };
    }
}
