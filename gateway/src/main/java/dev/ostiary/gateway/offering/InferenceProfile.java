package dev.ostiary.gateway.offering;

import java.util.List;

/**
 * An inference profile as one Region's control plane lists it.
 *
 * @param id {@code us.anthropic…} for a system-defined one, a random text for an application's
 * @param arn with the account and the source Region
 * @param type {@code SYSTEM_DEFINED} or {@code APPLICATION}; an open enum
 * @param modelArns foundation models that may answer, in the order listed; never empty; one without a Region means anywhere
 * @param json the whole summary as it came
 */
public record InferenceProfile(String id, String arn, String type, List<String> modelArns, String json) {
    private static final String MODEL = "foundation-model/";

    public InferenceProfile {
        modelArns = List.copyOf(modelArns);
        if (modelArns.isEmpty()) {
            throw new IllegalArgumentException("the inference profile `" + id + "` lists no model");
        }
    }

    public boolean isSystemDefined() {
        return type.equals("SYSTEM_DEFINED");
    }

    /** The id of the first model; every model of a system-defined profile is the same one in several Regions. */
    public String modelId() {
        return modelIdOf(modelArns.getFirst());
    }

    /** {@return the model id at the end of a foundation-model ARN} */
    public static String modelIdOf(String modelArn) {
        return modelArn.substring(modelArn.indexOf(MODEL) + MODEL.length());
    }

    /** {@return the Region field of an ARN; empty for the Region-less model of a global profile} */
    public static String regionOf(String arn) {
        int start = arn.indexOf(':', arn.indexOf(':', arn.indexOf(':') + 1) + 1) + 1;
        return arn.substring(start, arn.indexOf(':', start));
    }

    public Scope scope() {
        boolean anywhere = id.startsWith("global.")
                || modelArns.stream().anyMatch(arn -> regionOf(arn).isEmpty());
        if (anywhere) {
            return Scope.GLOBAL;
        }
        String home = regionOf(arn);
        boolean onlyHome = modelArns.stream().allMatch(arn -> regionOf(arn).equals(home));
        return onlyHome ? Scope.REGIONAL : Scope.GEO;
    }
}
