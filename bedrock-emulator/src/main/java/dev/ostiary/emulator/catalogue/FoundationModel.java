package dev.ostiary.emulator.catalogue;

import java.util.List;
import java.util.Set;

/**
 * A foundation model.
 *
 * @param regions where it is offered
 */
public record FoundationModel(
        String id, String name, String provider, Capability capability, Lifecycle lifecycle, Set<String> regions) {

    /** Whether a model may still be called. */
    public enum Status {
        ACTIVE,
        LEGACY,
        END_OF_LIFE
    }

    /** Things that some models can and others cannot. */
    public enum Feature {
        CACHING,
        COUNT_TOKENS
    }

    /**
     * @param family which native request and response format it speaks
     * @param inferenceTypes `ON_DEMAND`, `INFERENCE_PROFILE`; a model without the former needs a profile
     */
    public record Capability(
            String family,
            List<String> input,
            List<String> output,
            boolean streaming,
            List<String> inferenceTypes,
            Set<Feature> features) {}

    /** Dates are ISO-8601 instants, empty when not announced. */
    public record Lifecycle(Status status, String start, String legacy, String endOfLife) {}

    public boolean isIn(String region) {
        return regions.contains(region);
    }

    public boolean isOnDemand() {
        return capability.inferenceTypes().contains("ON_DEMAND");
    }

    public boolean has(Feature feature) {
        return capability.features().contains(feature);
    }

    /** The ARN in one Region; an empty Region gives the form that stands for all of them. */
    public String arn(String region) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + id;
    }
}
