package dev.ostiary.gateway.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.explanation.Dependence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which apps may make one of these calls.
 *
 * @param apps those that may, by id; a disabled one may not now, and would when it is enabled
 */
public record WhoCan(List<PlannedCall> calls, List<Entry> apps, List<String> notes) {
    /** One app that may. */
    public record Entry(App app, String region, List<Grant> grants) {
        public Entry {
            grants = List.copyOf(grants);
        }
    }

    public static WhoCan ask(
            Scene scene, Simulator simulator, List<PlannedCall> calls, Map<String, List<String>> given) {
        List<Entry> apps = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (App app : scene.apps()) {
            List<Grant> grants = new ArrayList<>();
            for (PlannedCall call : calls) {
                Answer answer = simulator.askPolicies(app, call, given);
                notes.addAll(answer.notes());
                if (answer.dependence().answer() != Dependence.Answer.DENIED) {
                    grants.add(new Grant(call.operation().label(), answer.dependence()));
                }
            }
            if (!grants.isEmpty()) {
                apps.add(new Entry(app, simulator.region(app), grants));
            }
        }
        return new WhoCan(calls, apps, List.copyOf(notes));
    }

    /** Whether an enabled app may, with conditions or without. */
    public boolean anybody() {
        return apps.stream().anyMatch(entry -> entry.app.enabled());
    }

    public String toText() {
        var text = new StringBuilder();
        apps.forEach(entry -> text.append(entry.app.id())
                .append(entry.app.enabled() ? "" : " (disabled)")
                .append(": ")
                .append(Grant.write(entry.grants))
                .append('\n'));
        if (apps.isEmpty()) {
            text.append("no app may\n");
        }
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", calls.getFirst().id());
        json.set(
                "operations",
                AnswerJson.texts(
                        calls.stream().map(call -> call.operation().label()).toList()));
        ArrayNode array = json.putArray("apps");
        for (Entry entry : apps) {
            ObjectNode one = array.addObject()
                    .put("app", entry.app.id())
                    .put("enabled", entry.app.enabled())
                    .put("region", entry.region);
            Grant.write(entry.grants, one.putArray("operations"));
        }
        json.set("notes", AnswerJson.texts(notes));
        return json;
    }
}
