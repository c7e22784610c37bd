package dev.ostiary.gateway.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.authorization.Invocable;
import dev.ostiary.gateway.authorization.Question;
import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.explanation.Dependence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an app may do in a Region: with each model and profile of its catalogue, and without any.
 *
 * @param models those with which it may do something, in the catalogue's order
 * @param others operations that name no model
 */
public record WhatCan(App app, String region, List<Entry> models, List<Grant> others) {
    private static final List<Operation> CALLS =
            List.of(Operation.INVOKE_MODEL, Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM, Operation.COUNT_TOKENS);
    private static final List<Operation> WITHOUT_MODEL = List.of(
            Operation.LIST_FOUNDATION_MODELS,
            Operation.LIST_INFERENCE_PROFILES,
            Operation.LIST_ASYNC_INVOKES,
            Operation.INVOKE_GUARDRAIL_CHECKS);

    /** A model or profile with which the app may do something. */
    public record Entry(Invocable model, List<Grant> grants) {
        public Entry {
            grants = List.copyOf(grants);
        }
    }

    /**
     * @param region null for the app's own
     */
    public static WhatCan ask(
            Scene scene, Simulator simulator, String appId, @Nullable String region, Map<String, List<String>> given) {
        App app = scene.app(appId);
        Account account = scene.account(app);
        String where = region == null ? account.defaultRegion(app) : region;
        Question question = simulator.question(app, given);
        List<Grant> others = new ArrayList<>();
        for (Operation operation : WITHOUT_MODEL) {
            Answer answer = simulator.askPolicies(app, PlannedCall.of(operation, where, ""), given);
            add(operation, answer.dependence(), others);
            if (answer.explanation() == null && answer.refusal() != null) {
                throw new Impossible(
                        answer.refusal().sentence(), answer.refusal().advice());
            }
        }
        List<Entry> models = new ArrayList<>();
        for (Invocable one : Invocable.of(simulator.catalogue(account).region(where), where, account)) {
            List<Grant> grants = grants(question, one);
            if (!grants.isEmpty()) {
                models.add(new Entry(one, grants));
            }
        }
        return new WhatCan(app, where, List.copyOf(models), List.copyOf(others));
    }

    private static List<Grant> grants(Question question, Invocable model) {
        List<Grant> grants = new ArrayList<>();
        CALLS.forEach(operation -> add(operation, ask(question, model.uses(operation.action())), grants));
        Operation get = model.profile() == null ? Operation.GET_FOUNDATION_MODEL : Operation.GET_INFERENCE_PROFILE;
        add(get, ask(question, List.of(model.getting())), grants);
        return grants;
    }

    private static Dependence ask(Question question, List<ResourceUse> uses) {
        return Question.dependence(question.explain(uses, BedrockCall.Conditions.NONE));
    }

    private static void add(Operation operation, Dependence dependence, List<Grant> grants) {
        if (dependence.answer() != Dependence.Answer.DENIED) {
            grants.add(new Grant(operation.label(), dependence));
        }
    }

    /** Whether there is anything, and the app is enabled. */
    public boolean anything() {
        return app.enabled() && !(models.isEmpty() && others.isEmpty());
    }

    public String toText() {
        var text =
                new StringBuilder("app `" + app.id() + "` in " + region + (app.enabled() ? "" : " (disabled)") + '\n');
        models.forEach(entry -> text.append("  ")
                .append(entry.model.id())
                .append(": ")
                .append(Grant.write(entry.grants))
                .append('\n'));
        if (!others.isEmpty()) {
            text.append("  without a model: ").append(Grant.write(others)).append('\n');
        }
        if (models.isEmpty() && others.isEmpty()) {
            text.append("  nothing\n");
        }
        return text.toString();
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("app", app.id())
                .put("enabled", app.enabled())
                .put("region", region);
        ArrayNode array = json.putArray("models");
        for (Entry entry : models) {
            ObjectNode one =
                    array.addObject().put("model", entry.model.id()).put("profile", entry.model.profile() != null);
            Grant.write(entry.grants, one.putArray("operations"));
        }
        Grant.write(others, json.putArray("withoutModel"));
        return json;
    }
}
