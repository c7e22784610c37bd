package dev.ostiary.emulator.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.exchange.Members;
import java.util.Arrays;
import java.util.List;

/** The JSON form of a refusal rule: `{"refusal":"role-policy","operation":…,"model":…,"session":…}`. */
public final class RefusalJson {
    private RefusalJson() {}

    /**
     * @throws IllegalArgumentException saying what is wrong
     */
    public static CallerRules.Rule parse(JsonNode node) {
        Members members = new Members(node);
        members.onlyAmong(List.of("refusal", "operation", "model", "session"));
        String name = members.text("refusal", "");
        Refusal refusal = Refusal.find(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown refusal `" + name + "`, expected one of "
                        + Arrays.stream(Refusal.values()).map(Refusal::wireName).toList()));
        return new CallerRules.Rule(refusal, members.selector(), members.text("session", ""));
    }

    public static ObjectNode write(CallerRules.Rule rule) {
        return Json.object()
                .put("refusal", rule.refusal().wireName())
                .put("operation", rule.selector().operation())
                .put("model", rule.selector().model())
                .put("session", rule.session());
    }
}
