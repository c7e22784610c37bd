package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.model.Arn;
import dev.ostiary.gateway.model.Guardrail;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.model.ModelResources;
import dev.ostiary.gateway.model.Resolution;
import dev.ostiary.gateway.model.Resolution.Foreign;
import dev.ostiary.gateway.model.Resolution.Resolved;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.route.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be allowed for the operations that do not call a model. */
final class OtherResources {
    private OtherResources() {}

    /**
     * @param guardrail of {@link Operation#APPLY_GUARDRAIL}, else null
     */
    static Resolution resolve(Begun begun, @Nullable Guardrail guardrail, Catalogue catalogue) {
        if (guardrail != null) {
            return guardrail.foreign() != null
                    ? new Foreign(guardrail.foreign())
                    : new Resolved(ModelLabels.NONE, GuardrailResources.of(guardrail, begun, catalogue));
        }
        String id = begun.route().id();
        return switch (begun.route().operation()) {
            case WHOAMI -> new Resolved(ModelLabels.NONE, List.of());
            case GET_ASYNC_INVOKE -> ofArn(begun, id, "async-invoke");
            case GET_FOUNDATION_MODEL ->
                id.startsWith("arn:") ? ofModelArn(begun, id) : direct(begun, modelArn(begun, id));
            case GET_INFERENCE_PROFILE -> ofProfile(begun, id, catalogue);
            default -> direct(begun, "*");
        };
    }

    private static Resolution ofProfile(Begun begun, String id, Catalogue catalogue) {
        InferenceProfile known = catalogue.region(begun.region()).findProfile(id);
        if (known != null) {
            return direct(begun, known.arn());
        }
        if (!id.startsWith("arn:")) {
            return direct(begun, begun.account().arn(begun.region(), "inference-profile/" + id));
        }
        Arn arn = Arn.parse(id);
        boolean application = arn != null && arn.type().equals("application-inference-profile");
        return ofArn(begun, id, application ? "application-inference-profile" : "inference-profile");
    }

    private static Resolution ofModelArn(Begun begun, String text) {
        Arn arn = Arn.parse(text);
        boolean ours = arn != null && text.equals(modelArn(begun, arn.id()));
        return ours ? direct(begun, text) : new Foreign("expected a foundation-model ARN of " + begun.region());
    }

    private static Resolution ofArn(Begun begun, String text, String type) {
        Arn arn = Arn.parse(text);
        boolean ours = arn != null && text.equals(begun.account().arn(begun.region(), type + "/" + arn.id()));
        return ours
                ? direct(begun, text)
                : new Foreign("expected an ARN of the type " + type + ", of this account and of " + begun.region());
    }

    private static Resolution direct(Begun begun, String resource) {
        String action = begun.route().operation().action();
        return new Resolved(ModelLabels.NONE, List.of(ResourceUse.direct(action, resource, begun.region())));
    }

    private static String modelArn(Begun begun, String id) {
        return ModelResources.modelArn(begun.region(), id, begun.account());
    }
}
