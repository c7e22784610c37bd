package dev.ostiary.gateway.discovery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.authorization.VisibleModels;
import dev.ostiary.gateway.identity.Caller;
import io.vertx.core.buffer.Buffer;

/** {@code GET /ostiary/whoami}: who the gateway takes a caller for, and what it may call. Pure. */
public final class Whoami {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Whoami() {}

    /**
     * {@return the answer's JSON}
     *
     * @param region the Region that a call of this path would go to
     */
    public static Buffer answer(Caller caller, String region, VisibleModels visible) {
        ObjectNode root = JSON.createObjectNode()
                .put("app", caller.app().id())
                .put("issuer", caller.issuer().issuer())
                .put("subject", caller.subject());
        root.putObject("identity")
                .put("index", caller.identityIndex())
                .put("issuer", caller.issuer().name());
        root.put("tokenExpires", caller.expiresAt().toString()).put("region", region);
        ArrayNode policies = root.putArray("policies");
        caller.app().policyNames().forEach(policies::add);
        ArrayNode models = root.putArray("models");
        visible.invocable().stream().sorted().forEach(models::add);
        return Buffer.buffer(root.toString());
    }
}
