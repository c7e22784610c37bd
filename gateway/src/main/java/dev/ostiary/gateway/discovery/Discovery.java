package dev.ostiary.gateway.discovery;

import dev.ostiary.gateway.authorization.VisibleModels;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.Route;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * The control plane's lists from the catalogue, in AWS's JSON, narrowed to what the app may use. The call was authorized before: the
 * same-named action on {@code *} for a list, on the ARN for one item. Summaries are passed on as the control plane gave them, so
 * members that are new stay. Pure.
 */
public final class Discovery {
    private Discovery() {}

    /** Answers one of the four model and profile operations. */
    public static DiscoveryAnswer answer(Route route, RegionalCatalogue catalogue, VisibleModels visible) {
        return switch (route.operation()) {
            case LIST_FOUNDATION_MODELS -> models(route, catalogue, visible);
            case GET_FOUNDATION_MODEL -> model(route.id(), catalogue);
            case LIST_INFERENCE_PROFILES -> ProfilePages.answer(route, catalogue, visible);
            case GET_INFERENCE_PROFILE -> profile(route.id(), catalogue);
            default ->
                throw new IllegalArgumentException(route.operation().label() + " is not answered from the catalogue");
        };
    }

    private static DiscoveryAnswer models(Route route, RegionalCatalogue catalogue, VisibleModels visible) {
        Predicate<FoundationModel> wanted = filter(route);
        var summaries = new StringJoiner(",", "{\"modelSummaries\":[", "]}");
        for (FoundationModel model : catalogue.models()) {
            if (visible.shows(model) && wanted.test(model)) {
                summaries.add(model.json());
            }
        }
        return new DiscoveryAnswer.Found(Buffer.buffer(summaries.toString()));
    }

    /** AWS compares the provider without case and the rest as they are. */
    private static Predicate<FoundationModel> filter(Route route) {
        String provider = route.query("byProvider");
        String output = route.query("byOutputModality");
        String inference = route.query("byInferenceType");
        String customization = route.query("byCustomizationType");
        return model -> (provider.isEmpty() || model.providerName().equalsIgnoreCase(provider))
                && isIn(model.outputModalities(), output)
                && isIn(model.inferenceTypes(), inference)
                && isIn(model.customizations(), customization);
    }

    private static boolean isIn(List<String> values, String wanted) {
        return wanted.isEmpty() || values.contains(wanted);
    }

    private static DiscoveryAnswer model(String idOrArn, RegionalCatalogue catalogue) {
        FoundationModel model = catalogue.findModel(idOrArn.substring(idOrArn.indexOf('/') + 1));
        return model == null
                ? missing("Could not resolve the foundation model from the provided model identifier.")
                : new DiscoveryAnswer.Found(Buffer.buffer("{\"modelDetails\":" + model.json() + "}"));
    }

    private static DiscoveryAnswer profile(String idOrArn, RegionalCatalogue catalogue) {
        InferenceProfile profile = catalogue.findProfile(idOrArn);
        return profile == null
                ? missing("Could not find the provided inference profile.")
                : new DiscoveryAnswer.Found(Buffer.buffer(profile.json()));
    }

    private static DiscoveryAnswer missing(String sentence) {
        return new DiscoveryAnswer.Refused(Refusal.of(
                RefusalKind.NOT_FOUND,
                DeniedBy.REQUEST,
                sentence,
                "the catalogue of this Region does not list it; GET the list to see what it does"));
    }
}
