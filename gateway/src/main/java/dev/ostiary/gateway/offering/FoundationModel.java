package dev.ostiary.gateway.offering;

import java.util.List;

/**
 * A foundation model as one Region's control plane lists it. The lists hold open enums: live answers contain values that AWS's service
 * model does not have ({@code INFERENCE_PROFILE}).
 *
 * @param json the whole summary as it came, forwarded by discovery so that members unknown to us survive
 */
public record FoundationModel(
        String id,
        String providerName,
        List<String> outputModalities,
        List<String> customizations,
        List<String> inferenceTypes,
        String json) {
    public FoundationModel {
        outputModalities = List.copyOf(outputModalities);
        customizations = List.copyOf(customizations);
        inferenceTypes = List.copyOf(inferenceTypes);
    }
}
