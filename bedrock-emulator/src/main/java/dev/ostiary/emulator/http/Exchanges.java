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
import dev.ostiary.emulator.http.Gatekeeping.Admission;
import dev.ostiary.emulator.refusal.Refusal;
import dev.ostiary.emulator.sts.StsXml;
import java.util.Optional;

/** The way of one request from its bytes to its answer, top to bottom. Pure but for the log; safe for any thread. */
public final class Exchanges {
    private final Gatekeeping gatekeeping;
    private final State state;
    private final ModelResolver resolver;
    private final Operations operations;

    /** An answer and how it goes wrong. */
    record Reaction(Answer answer, FaultPlan plan) {}

    public Exchanges(Gatekeeping gatekeeping, State state, ModelResolver resolver, Operations operations) {
        this.gatekeeping = gatekeeping;
        this.state = state;
        this.resolver = resolver;
        this.operations = operations;
    }

    Reaction react(Inbound request, String requestId) {
        Route route = Route.of(request);
        Admission admission = gatekeeping.admit(request, route.operation());
        Caller caller = admission instanceof Admission.Admitted admitted ? admitted.caller() : Caller.NOBODY;
        Call call = new Call(route.operation(), route.arguments(), request, caller, admission.region(), requestId);
        FaultPlan plan = state.faults().plan(call);
        Optional<Refusal> refusal = state.rules().find(call);
        // after the script was read: a test that sees the request in the log may change the script for the next one
        state.requests().add(route.operation(), request, admission.verdict(), admission.region(), requestId);
        Answer answer =
                plan.refusal().map(error -> inShapeOf(call, error)).orElseGet(() -> answer(admission, call, refusal));
        return new Reaction(plan.replace(call, answer), plan);
    }

    private Answer answer(Admission admission, Call call, Optional<Refusal> refusal) {
        return switch (admission) {
            case Admission.Refused refused -> inShapeOf(call, refused.error());
            case Admission.Admitted ignored ->
                refusal.map(wanted -> inShapeOf(call, wanted.toError(call, resource(call))))
                        .orElseGet(() -> operations.answer(call));
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
