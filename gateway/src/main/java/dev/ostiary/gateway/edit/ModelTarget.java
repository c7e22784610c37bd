package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.authorization.Invocable;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.remedy.PolicyEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model or profile of a Region's catalogue that an app is to call. */
record ModelTarget(Invocable called) {
    private static final String ON_DEMAND = "ON_DEMAND";

    /** Finds by id or ARN. */
    record Search(RegionalCatalogue catalogue, List<Invocable> known, String region) {
        /**
         * @param through id of a profile, or the beginning of one as {@code us}; null for the model itself
         * @throws NotEditable when the catalogue has no such thing, or Bedrock would not serve it this way
         */
        ModelTarget find(String typed, @Nullable String through) {
            Invocable named = known.stream()
                    .filter(one -> isNamed(one, typed))
                    .findFirst()
                    .orElseThrow(() -> unknown(typed));
            InferenceProfile own = named.profile();
            if (own != null) {
                if (through != null && !own.id().equals(through)) {
                    throw new NotEditable("`" + typed + "` is a profile itself", "leave out `--through-profile`");
                }
                return new ModelTarget(named);
            }
            return through == null ? onDemand(named) : new ModelTarget(profile(named.id(), through));
        }

        private static boolean isNamed(Invocable one, String typed) {
            return one.id().equals(typed)
                    || one.getting().resource().equals(typed)
                    || (one.profile() != null && one.profile().arn().equals(typed));
        }

        private ModelTarget onDemand(Invocable named) {
            FoundationModel model = catalogue.findModel(named.id());
            List<String> profiles =
                    profilesOf(named.id()).stream().map(Invocable::id).toList();
            if (model != null && !model.inferenceTypes().contains(ON_DEMAND) && !profiles.isEmpty()) {
                throw new NotEditable(
                        "Bedrock serves `" + named.id() + "` in " + region + " through profiles only",
                        "name one: --model " + String.join(" or ", profiles));
            }
            return new ModelTarget(named);
        }

        private Invocable profile(String model, String through) {
            List<Invocable> profiles = profilesOf(model);
            return profiles.stream()
                    .filter(one -> one.id().equals(through) || one.id().equals(through + "." + model))
                    .findFirst()
                    .orElseThrow(() -> new NotEditable(
                            "no profile `" + through + "` leads to `" + model + "` from " + region,
                            profiles.isEmpty()
                                    ? "leave out `--through-profile`"
                                    : "known are "
                                            + String.join(
                                                    ", ",
                                                    profiles.stream()
                                                            .map(Invocable::id)
                                                            .toList())));
        }

        private List<Invocable> profilesOf(String model) {
            return known.stream()
                    .filter(one ->
                            one.profile() != null && one.profile().modelId().equals(model))
                    .toList();
        }

        private NotEditable unknown(String typed) {
            List<String> ids = known.stream().map(Invocable::id).toList();
            return new NotEditable(
                    "there is no model or profile `" + typed + "` in " + region,
                    Spelling.suggestion(typed, ids, "the catalogue at hand has " + ids.size() + " of them there"));
        }
    }

    String id() {
        return called.id();
    }

    /** {@return the document that also allows this call, with and without a stream} */
    PolicyDocument allowedIn(PolicyDocument document) {
        List<ResourceUse> uses = called.uses(Operation.INVOKE_MODEL.action());
        InferenceProfile profile = called.profile();
        if (profile == null) {
            return PolicyEdit.allowModel(document, uses.getFirst().resource());
        }
        List<String> models = uses.stream()
                .filter(use -> use.inferenceProfileArn() != null)
                .map(ResourceUse::resource)
                .distinct()
                .toList();
        return PolicyEdit.allowProfile(document, profile.arn(), models);
    }
}
