package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.bedrock.BedrockCall.Conditions;
import dev.ostiary.gateway.body.BodyFacts;
import dev.ostiary.gateway.body.BodyReader;
import dev.ostiary.gateway.body.BodyReading;
import dev.ostiary.gateway.body.RequestMetadata;
import dev.ostiary.gateway.body.S3Object;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.Arn;
import dev.ostiary.gateway.model.Guardrail;
import dev.ostiary.gateway.model.ModelId;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.model.ModelResolver;
import dev.ostiary.gateway.model.ModelResources;
import dev.ostiary.gateway.model.Resolution;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.route.Route;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The second step of {@link CallReader}: body rules first (400), then what is named (403), in the contract's order of refusals.
 */
final class CallCompletion {
    private final ModelResolver models = new ModelResolver();
    private final OutboundWriter writer;

    CallCompletion(boolean stampBody, Supplier<String> randomTokens) {
        this.writer = new OutboundWriter(stampBody, randomTokens);
    }

    Completion complete(Begun begun, Buffer body, Catalogue catalogue) {
        Operation operation = begun.route().operation();
        String modelId = begun.route().id();
        BodyFacts facts = BodyFacts.NOTHING;
        if (operation.bodyRule() == Operation.BodyRule.JSON) {
            switch (BodyReader.read(operation, body)) {
                case BodyReading.Fault fault -> {
                    return misread(begun, fault.text(), catalogue);
                }
                case BodyFacts read -> facts = read;
            }
            String fault = faultOf(facts, begun);
            if (fault != null) {
                return misread(begun, fault, catalogue);
            }
            modelId = facts.job() == null ? modelId : facts.job().modelId();
        }
        return resolve(begun, modelId, facts, body, catalogue);
    }

    /** The body is wrong; the model of the path is known all the same. */
    private Completion misread(Begun begun, String fault, Catalogue catalogue) {
        return new Completion.Refused(
                labels(begun.route(), begun.region(), begun.account(), catalogue),
                Refusal.invalid("The request body is not valid.", fault));
    }

    ModelLabels labels(Route route, String region, Account account, Catalogue catalogue) {
        Operation operation = route.operation();
        boolean named = operation.namesModel() && !route.id().isEmpty();
        return named
                        && models.resolve(operation.action(), route.id(), region, account, catalogue)
                                instanceof Resolution.Resolved resolved
                ? resolved.labels()
                : ModelLabels.unresolved(operation, route.id());
    }

    private @Nullable String faultOf(BodyFacts facts, Begun begun) {
        String fault = null;
        if (facts.job() != null) {
            fault = faultOfJob(facts.job(), begun.app().id());
        }
        if (fault == null && facts.guardrail() != null) {
            fault = Guardrail.faultOf(
                    facts.guardrail().identifier(), facts.guardrail().version());
        }
        if (fault == null && facts.metadata() != null) {
            fault = RequestMetadata.faultOfCount(facts.metadata().pairs(), writer.stampsBody());
        }
        if (fault == null
                && facts.attachments().systemTools().stream().anyMatch(name -> ModelId.faultOf(name) != null)) {
            fault = "`toolConfig.tools[].systemTool.name` must be the name of a tool";
        }
        return fault;
    }

    private static @Nullable String faultOfJob(BodyFacts.Job job, String appId) {
        String fault = ModelId.faultOf(job.modelId());
        if (fault != null) {
            return "`modelId`: " + fault;
        }
        return job.tokenStart() < 0 ? null : AsyncToken.faultOf(appId, job.token());
    }

    private Completion resolve(Begun begun, String modelId, BodyFacts facts, Buffer body, Catalogue catalogue) {
        Operation operation = begun.route().operation();
        Guardrail guardrail = guardrailOf(begun, facts);
        Resolution resolution = operation.namesModel()
                ? models.resolve(operation.action(), modelId, begun.region(), begun.account(), catalogue)
                : OtherResources.resolve(begun, guardrail, catalogue);
        return switch (resolution) {
            case Resolution.Unknown unknown ->
                new Completion.UnknownModel(modelId, begun.region(), unknown(begun, modelId, catalogue));
            case Resolution.Foreign foreign ->
                new Completion.Refused(
                        ModelLabels.unresolved(operation, modelId),
                        denied(begun, operation.action(), modelId, foreign.why()));
            case Resolution.Resolved resolved -> {
                Refusal refusal = foreignAttachment(begun, guardrail, facts);
                yield refusal != null
                        ? new Completion.Refused(resolved.labels(), refusal)
                        : call(begun, withAttachments(resolved, begun, guardrail, facts, catalogue), facts, body);
            }
        };
    }

    /** A guardrail or a bucket of elsewhere, which no policy of this account can allow. */
    private static @Nullable Refusal foreignAttachment(Begun begun, @Nullable Guardrail guardrail, BodyFacts facts) {
        if (guardrail != null && guardrail.foreign() != null) {
            return denied(begun, "bedrock:ApplyGuardrail", guardrail.arn(), guardrail.foreign());
        }
        S3Object object = AttachedResources.foreignObject(facts.attachments(), begun.account());
        if (object != null) {
            String arn = object.arn(begun.account().partition());
            return denied(begun, S3Object.ACTION, arn, "`bucketOwner` is another account than the upstream's");
        }
        return null;
    }

    private static Resolution.Resolved withAttachments(
            Resolution.Resolved resolved,
            Begun begun,
            @Nullable Guardrail guardrail,
            BodyFacts facts,
            Catalogue catalogue) {
        if (!begun.route().operation().namesModel()) {
            return resolved;
        }
        return new Resolution.Resolved(
                resolved.labels(),
                AttachedResources.behind(resolved.resources(), begun, guardrail, facts.attachments(), catalogue));
    }

    private Completion call(Begun begun, Resolution.Resolved resolved, BodyFacts facts, Buffer body) {
        Operation operation = begun.route().operation();
        RequestHeaders headers = begun.headers();
        boolean invoke = operation.isInvoke();
        Guardrail guardrail = operation.namesModel() ? guardrailOf(begun, facts) : null;
        var conditions = new Conditions(
                guardrail == null ? null : guardrail.conditionValue(),
                invoke ? nullIfEmpty(headers.tier()) : facts.price().tier(),
                invoke ? nullIfEmpty(headers.latency()) : facts.price().latency());
        return new BedrockCall(
                operation,
                begun.region(),
                resolved.labels(),
                resolved.resources(),
                conditions,
                writer.write(begun, facts, body));
    }

    private static @Nullable Guardrail guardrailOf(Begun begun, BodyFacts facts) {
        Route route = begun.route();
        RequestHeaders headers = begun.headers();
        if (route.operation() == Operation.APPLY_GUARDRAIL) {
            return Guardrail.of(route.id(), route.version(), begun.region(), begun.account());
        }
        if (facts.guardrail() != null) {
            return Guardrail.of(
                    facts.guardrail().identifier(), facts.guardrail().version(), begun.region(), begun.account());
        }
        return headers.guardrailIdentifier().isEmpty()
                ? null
                : Guardrail.of(
                        headers.guardrailIdentifier(), headers.guardrailVersion(), begun.region(), begun.account());
    }

    private static Refusal unknown(Begun begun, String modelId, Catalogue catalogue) {
        return denied(
                begun, begun.route().operation().action(), modelId, whyUnknown(begun.region(), modelId, catalogue));
    }

    private static String whyUnknown(String region, String modelId, Catalogue catalogue) {
        Arn arn = Arn.parse(modelId);
        if (arn != null && arn.type().endsWith("prompt-router")) {
            return "the catalogue of " + region + " does not know which models this prompt router chooses from;"
                    + " the gateway's role needs bedrock:ListPromptRouters";
        }
        String id = arn == null ? modelId : arn.id();
        String versioned = catalogue.region(region).findVersioned(id);
        return versioned != null
                ? "the id lacks its version: `" + id + "` ≠ `" + versioned + "`"
                : "neither a foundation model nor an inference profile of " + region
                        + " that the catalogue knows has this id";
    }

    private static Refusal denied(Begun begun, String action, String named, String why) {
        String resource =
                named.startsWith("arn:") ? named : ModelResources.modelArn(begun.region(), named, begun.account());
        return Completion.denied(begun.app().id(), action, resource, why);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
