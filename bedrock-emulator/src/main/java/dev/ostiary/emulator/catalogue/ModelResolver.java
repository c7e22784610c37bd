package dev.ostiary.emulator.catalogue;

import dev.ostiary.emulator.exchange.AwsError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a caller's `modelId` names, in every spelling that Bedrock takes (facts 1.3). */
public final class ModelResolver {
    private static final Pattern ARN =
            Pattern.compile("arn:aws(?:-[^:]+)?:(bedrock|sagemaker):([a-z0-9-]*):([0-9]{12}|):([a-z-]+)/(.+)");
    private static final AwsError INVALID = AwsError.validation("The provided model identifier is invalid.");

    private final Catalogue catalogue;
    private final String account;

    public ModelResolver(Catalogue catalogue, String account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    /** What an id turned out to be. */
    public sealed interface Resolution {
        /**
         * @param arn the resource that IAM would check first
         */
        record Found(FoundationModel model, String arn, boolean throughProfile) implements Resolution {}

        record Failed(AwsError error) implements Resolution {}
    }

    /** Also applies what does not depend on the caller: end of life, and models that need a profile. */
    public Resolution resolve(String id, String region) {
        Resolution resolution = id.startsWith("arn:") ? byArn(id, region) : byId(id, region);
        return switch (resolution) {
            case Resolution.Found found -> callable(id, found);
            case Resolution.Failed failed -> failed;
        };
    }

    /** Counting works on a bare id, of a model that need not be callable on demand. */
    public Optional<FoundationModel> countable(String id, String region) {
        return catalogue.findModel(id, region).filter(model -> model.has(FoundationModel.Feature.COUNT_TOKENS));
    }

    private Resolution byId(String id, String region) {
        Optional<Resolution> model =
                catalogue.findModel(id, region).map(m -> new Resolution.Found(m, m.arn(region), false));
        return model.or(() -> profile(InferenceProfile.Type.SYSTEM_DEFINED, id, region))
                .orElse(new Resolution.Failed(INVALID));
    }

    private Resolution byArn(String arn, String region) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches() || !parts.group(2).equals(region)) {
            return new Resolution.Failed(INVALID);
        }
        String type = parts.group(4);
        String id = parts.group(5);
        Optional<Resolution> found = switch (type) {
            case "foundation-model" ->
                parts.group(3).isEmpty()
                        ? catalogue.findModel(id, region).map(model -> new Resolution.Found(model, arn, false))
                        : Optional.empty();
            case "inference-profile" -> own(parts, InferenceProfile.Type.SYSTEM_DEFINED, region);
            case "application-inference-profile" -> own(parts, InferenceProfile.Type.APPLICATION, region);
            default -> accountResource(parts, arn);
        };
        return found.orElse(new Resolution.Failed(INVALID));
    }

    private Optional<Resolution> own(Matcher parts, InferenceProfile.Type type, String region) {
        return parts.group(3).equals(account) ? profile(type, parts.group(5), region) : Optional.empty();
    }

    private Optional<Resolution> profile(InferenceProfile.Type type, String id, String region) {
        return catalogue
                .findProfile(type, id, region)
                .map(profile -> new Resolution.Found(profile.model(), profile.arn(region, account), true));
    }

    private Optional<Resolution> accountResource(Matcher parts, String arn) {
        if (!parts.group(3).equals(account)) {
            return Optional.empty();
        }
        String key = parts.group(1) + ":" + parts.group(4) + "/" + parts.group(5);
        FoundationModel model = catalogue.accountResources().get(key);
        if (model == null && parts.group(4).equals("prompt")) {
            model = catalogue.accountResources().get(key.replaceFirst(":[0-9]{1,5}$", "")); // a version of a prompt
        }
        return Optional.ofNullable(model).map(m -> new Resolution.Found(m, arn, true));
    }

    private static Resolution callable(String id, Resolution.Found found) {
        FoundationModel model = found.model();
        if (model.lifecycle().status() == FoundationModel.Status.END_OF_LIFE) {
            return new Resolution.Failed(AwsError.notFound("This model version has reached the end of its life. Please"
                    + " refer to the AWS documentation for more details."));
        }
        if (!found.throughProfile() && !model.isOnDemand()) {
            return new Resolution.Failed(AwsError.validation("Invocation of model ID " + id
                    + " with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of an"
                    + " inference profile that contains this model."));
        }
        return found;
    }
}
