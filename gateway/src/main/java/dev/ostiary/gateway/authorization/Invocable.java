package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.ModelResources;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.route.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model or profile of a Region's catalogue, as something to ask policies about.
 *
 * @param id what a caller may write: the model's or profile's id, for an application's profile its ARN
 * @param profile null for a model
 */
public record Invocable(String id, @Nullable InferenceProfile profile, String region, Account account) {
    static final List<String> INVOKE =
            List.of(Operation.INVOKE_MODEL.action(), Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM.action());

    /** Models, then profiles, in the catalogue's order. */
    public static List<Invocable> of(RegionalCatalogue catalogue, String region, Account account) {
        return Stream.concat(
                        catalogue.models().stream().map(model -> new Invocable(model.id(), null, region, account)),
                        catalogue.profiles().stream()
                                .map(profile -> new Invocable(
                                        profile.isSystemDefined() ? profile.id() : profile.arn(),
                                        profile,
                                        region,
                                        account)))
                .toList();
    }

    /** What must be allowed for this action, exactly as for a call. */
    public List<ResourceUse> uses(String action) {
        return profile == null
                ? ModelResources.ofModel(action, id, region, account)
                : ModelResources.ofProfile(action, profile, region, account);
    }

    /** What must be allowed to see its description. */
    public ResourceUse getting() {
        return profile == null
                ? new ResourceUse(
                        Operation.GET_FOUNDATION_MODEL.action(),
                        ModelResources.modelArn(region, id, account),
                        region,
                        null)
                : new ResourceUse(Operation.GET_INFERENCE_PROFILE.action(), profile.arn(), region, null);
    }
}
