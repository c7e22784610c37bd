package dev.ostiary.emulator.catalogue;

import java.util.List;

/**
 * A prompt router: one of its models answers, here always the one that the account's resource of the same name has.
 *
 * @param resource type and id, for example {@code prompt-router/r0uter000001}
 * @param fallback one of the models
 */
public record PromptRouter(String resource, String name, List<FoundationModel> models, FoundationModel fallback) {
    public PromptRouter {
        models = List.copyOf(models);
    }

    public String arn(String region, String account) {
        return "arn:aws:bedrock:" + region + ":" + account + ":" + resource;
    }

    /** Whether all models are in the Region. */
    public boolean isIn(String region) {
        return models.stream().allMatch(model -> model.isIn(region));
    }

    /** {@code default} when AWS made it, else {@code custom}. */
    public String type() {
        return resource.startsWith("default-") ? "default" : "custom";
    }
}
