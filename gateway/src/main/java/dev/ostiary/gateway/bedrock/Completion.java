package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.model.DenialSentence;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;

/** What {@link CallReader#complete} made of a request with its body. */
public sealed interface Completion permits BedrockCall, Completion.UnknownModel, Completion.Refused {
    /**
     * The catalogue does not know the id, which might be a profile. The exchange refreshes the catalogue once, asks again with the
     * newer one, and then refuses with {@link #refusal}.
     */
    record UnknownModel(String modelId, String region, Refusal refusal) implements Completion {}

    /**
     * The body is wrong (400, 413), or a resource of another account, partition or Region is named (403).
     *
     * @param labels of the model, as far as the catalogue knows it
     */
    record Refused(ModelLabels labels, Refusal refusal) implements Completion {}

    /** A 403 of the layer {@code policy}, without a policy having been asked: nothing could have allowed it. */
    static Refusal denied(String appId, String action, String resource, String advice) {
        return Refusal.of(
                RefusalKind.ACCESS_DENIED,
                DeniedBy.POLICY,
                DenialSentence.of(
                        appId, action, resource, "because no identity-based policy allows the " + action + " action"),
                advice);
    }
}
