package dev.ostiary.gateway.model;

import dev.ostiary.gateway.offering.Scope;
import dev.ostiary.gateway.route.Operation;

/**
 * What metrics and the access log say about a call's model.
 *
 * @param modelId as the caller sent it, also what a refused call without a model named; the access log only
 * @param model canonical: the foundation-model id, or type and id of an account's own resource; {@code none} without a model,
 *     {@code other} when it could not be resolved; the access log only
 * @param series like {@code model}, but {@code other} unless the catalogue lists it: the only one fit for a metric label, since what a
 *     caller sends must never make a series
 * @param profile the inference profile's id, empty without one; always one that the catalogue lists
 */
public record ModelLabels(String modelId, String model, String series, String profile, Scope scope) {
    public static final String OTHER = "other";

    /** For operations without a model. */
    public static final ModelLabels NONE = none("");

    private static ModelLabels none(String id) {
        return new ModelLabels(id, "none", "none", "", Scope.REGIONAL);
    }

    /**
     * For an id that could not be resolved, or that was refused before it could be.
     *
     * @param id the model's; of an operation without a model what else its path names
     */
    public static ModelLabels unresolved(Operation operation, String id) {
        return operation.namesModel() ? new ModelLabels(id, OTHER, OTHER, "", Scope.REGIONAL) : none(id);
    }
}
