package dev.ostiary.emulator.catalogue;

import java.util.List;
import java.util.Set;

/**
 * An inference profile, as defined by AWS or by the account.
 *
 * @param sources Regions from which it may be called
 * @param destinations Regions whose models may answer; the empty string is the Region-less model of a global profile
 */
public record InferenceProfile(
        String id, String name, Type type, FoundationModel model, Set<String> sources, List<String> destinations) {

    /** Who made it. */
    public enum Type {
        SYSTEM_DEFINED("inference-profile"),
        APPLICATION("application-inference-profile");

        private final String resource;

        Type(String resource) {
            this.resource = resource;
        }

        /** The resource type in the ARN. */
        public String resource() {
            return resource;
        }
    }

    public String arn(String region, String account) {
        return "arn:aws:bedrock:" + region + ":" + account + ":" + type.resource() + "/" + id;
    }

    /** The models that may answer, in the order in which the control plane lists them. */
    public List<String> modelArns() {
        return destinations.stream().map(model::arn).toList();
    }
}
