package dev.ostiary.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.exchange.RequestTarget;
import dev.ostiary.emulator.fault.FaultJson;
import dev.ostiary.emulator.fault.FaultRule;
import dev.ostiary.emulator.refusal.CallerRules;
import dev.ostiary.emulator.refusal.RefusalJson;
import java.util.List;

/**
 * The emulator's own paths under `/emulator/`, for tests and people. Unsigned: whoever reaches the port may use them,
 * which is one more reason never to expose it.
 */
public final class ControlRequests {
    private static final String PREFIX = "/emulator/";

    private final State state;

    public ControlRequests(State state) {
        this.state = state;
    }

    boolean isFor(Inbound request) {
        return request.rawTarget().startsWith(PREFIX);
    }

    Answer answer(Inbound request) {
        RequestTarget target = RequestTarget.parse(request.rawTarget());
        try {
            return switch (request.method() + " " + target.rawPath().substring(PREFIX.length())) {
                case "GET health" -> Answer.json(Json.object().put("status", "UP"));
                case "GET requests" ->
                    Answer.json(StateJson.requests(
                            state.requests(), target.parameter("bodies").isPresent()));
                case "DELETE requests" -> done(state.requests()::clear);
                case "GET faults" -> faults();
                case "POST faults" -> addFaults(request);
                case "DELETE faults" -> done(state.faults()::clear);
                case "GET refusals" -> refusals();
                case "POST refusals" -> addRefusals(request);
                case "DELETE refusals" -> done(state.rules()::clear);
                case "GET assumed-roles" -> Answer.json(StateJson.assumedRoles(state.assumedRoles()));
                case "DELETE assumed-roles" -> done(state.assumedRoles()::clear);
                case "DELETE sessions" -> done(state.book()::forgetSessions);
                case "POST reset" -> done(state::reset);
                default ->
                    AwsError.notFound("no such control request: " + request).toAnswer();
            };
        } catch (IllegalArgumentException e) {
            return AwsError.validation(String.valueOf(e.getMessage())).toAnswer();
        }
    }

    private Answer addFaults(Inbound request) {
        List<FaultRule> rules =
                Json.parseList(request.body()).stream().map(FaultJson::parse).toList();
        rules.forEach(state.faults()::add);
        return faults();
    }

    private Answer addRefusals(Inbound request) {
        List<CallerRules.Rule> rules =
                Json.parseList(request.body()).stream().map(RefusalJson::parse).toList();
        rules.forEach(state.rules()::add);
        return refusals();
    }

    private Answer faults() {
        return list(
                "faults", state.faults().rules().stream().map(FaultJson::write).toList());
    }

    private Answer refusals() {
        return list(
                "refusals",
                state.rules().rules().stream().map(RefusalJson::write).toList());
    }

    private static Answer list(String name, List<? extends JsonNode> nodes) {
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray(name);
        nodes.forEach(array::add);
        return Answer.json(answer);
    }

    private static Answer done(Runnable action) {
        action.run();
        return Answer.json(Json.object());
    }
}
