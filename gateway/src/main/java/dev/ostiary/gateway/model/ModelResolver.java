package dev.ostiary.gateway.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.PromptRouter;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.offering.Scope;
import java.util.List;

/**
 * Turns every spelling of a model into canonical resources. Remembers what it resolved, bounded, by everything that the answer depends
 * on; ids that it could not resolve are not remembered. Any thread.
 */
public final class ModelResolver {
    /** Far more than the spellings in use; a flood of invented ARNs only evicts other rarely used ones. */
    private static final int MAX_REMEMBERED = 4_096;

    private final Cache<Key, Resolution> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .executor(Runnable::run)
            .build();

    private record Key(String action, String id, String region, String upstream, long catalogueVersion) {}

    /**
     * @param action of the operation; {@code bedrock:CountTokens} knows foundation models only
     * @param id as the caller named the model, within {@link ModelId}'s grammar
     */
    public Resolution resolve(String action, String id, String region, Account account, Catalogue catalogue) {
        var key = new Key(action, id, region, account.upstream(), catalogue.version());
        Resolution known = remembered.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Resolution resolution = new Question(action, id, region, account, catalogue).answer();
        if (resolution instanceof Resolution.Resolved) {
            remembered.put(key, resolution);
        }
        return resolution;
    }

    private record Question(String action, String id, String region, Account account, Catalogue catalogue) {

        Resolution answer() {
            Arn arn = Arn.parse(id);
            return arn == null ? byBareId(catalogue.region(region)) : byArn(arn);
        }

        private Resolution byBareId(RegionalCatalogue here) {
            if (here.findModel(id) != null) {
                return foundationModel(id);
            }
            InferenceProfile profile = here.findProfile(id);
            // An application's profile is named by its ARN only: its bare id says neither what it is nor whose.
            return profile != null && profile.isSystemDefined() ? throughProfile(profile) : new Resolution.Unknown();
        }

        private Resolution byArn(Arn arn) {
            if (!arn.partition().equals(account.partition())) {
                return new Resolution.Foreign("the ARN is of the partition `" + arn.partition() + "`, expected `"
                        + account.partition() + "`");
            }
            if (!arn.region().equals(region)) {
                return new Resolution.Foreign("the ARN is of the Region `" + arn.region() + "`, but the call goes to `"
                        + region + "`; put /region/{region} before the path to call another one");
            }
            boolean isModel = arn.service().equals("bedrock") && arn.type().equals("foundation-model");
            if (!arn.account().equals(isModel ? "" : account.accountId())) {
                return new Resolution.Foreign("the ARN is of another account");
            }
            if (!ArnIds.isSound(arn)) {
                return new Resolution.Foreign("no `" + arn.type() + "` has an id like this; write it as AWS shows it");
            }
            return switch (arn.service() + ":" + arn.type()) {
                case "bedrock:foundation-model" -> foundationModel(arn.id());
                case "bedrock:inference-profile", "bedrock:application-inference-profile" -> byProfileArn(arn);
                case "bedrock:prompt" -> prompt(arn);
                case "bedrock:prompt-router", "bedrock:default-prompt-router" -> throughRouter(arn);
                case "bedrock:provisioned-model",
                        "bedrock:custom-model",
                        "bedrock:custom-model-deployment",
                        "bedrock:imported-model",
                        "sagemaker:endpoint" -> asNamed(arn);
                default ->
                    new Resolution.Foreign("`" + arn.service() + ":" + arn.type() + "` is no model that can be called");
            };
        }

        private Resolution byProfileArn(Arn arn) {
            InferenceProfile profile = catalogue.region(region).findProfile(arn.text());
            return profile == null ? new Resolution.Unknown() : throughProfile(profile);
        }

        private Resolution throughRouter(Arn arn) {
            RegionalCatalogue here = catalogue.region(region);
            PromptRouter router = here.findRouter(arn.text());
            List<ResourceUse> uses =
                    router == null ? null : ModelResources.ofRouter(action, router, here, region, account);
            return uses == null ? new Resolution.Unknown() : new Resolution.Resolved(ownLabels(arn), uses);
        }

        private Resolution foundationModel(String modelId) {
            return new Resolution.Resolved(
                    new ModelLabels(id, modelId, series(modelId), "", Scope.REGIONAL),
                    ModelResources.ofModel(action, modelId, region, account));
        }

        private Resolution asNamed(Arn arn) {
            return new Resolution.Resolved(ownLabels(arn), List.of(ResourceUse.direct(action, arn.text(), region)));
        }

        /** The model behind a prompt is chosen in the prompt; the prompt must be allowed for both actions. */
        private Resolution prompt(Arn arn) {
            return new Resolution.Resolved(
                    ownLabels(arn),
                    List.of(
                            ResourceUse.direct(action, arn.text(), region),
                            ResourceUse.direct("bedrock:RenderPrompt", arn.text(), region)));
        }

        private ModelLabels ownLabels(Arn arn) {
            return new ModelLabels(id, arn.type() + "/" + arn.id(), ModelLabels.OTHER, "", Scope.REGIONAL);
        }

        private Resolution throughProfile(InferenceProfile profile) {
            String modelId = profile.modelId();
            var labels = new ModelLabels(id, modelId, series(modelId), profile.id(), profile.scope());
            return new Resolution.Resolved(labels, ModelResources.ofProfile(action, profile, region, account));
        }

        private String series(String modelId) {
            return catalogue.knowsModel(modelId) ? modelId : ModelLabels.OTHER;
        }
    }
}
