package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.bedrock.BedrockCall.Conditions;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.http.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
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
                    return new Completion.Refused(modelId, invalid(fault.text()));
                }
                case BodyFacts read -> facts = read;
            }
            String fault = faultOf(facts, begun);
            if (fault != null) {
                return new Completion.Refused(modelId, invalid(fault));
            }
            modelId = facts.job() == null ? modelId : facts.job().modelId();
        }
        return resolve(begun, modelId, facts, body, catalogue);
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
        if (fault == null && facts.attachments().systemTools().stream().anyMatch(name -> ModelId.faultOf(name) != null)) {
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
                new Completion.UnknownModel(modelId, begun.region(), unknown(begun, modelId));
            case Resolution.Foreign foreign ->
                new Completion.Refused(modelId, denied(begun, operation.action(), modelId, foreign.why()));
            case Resolution.Resolved resolved -> {
                Refusal refusal = foreignAttachment(begun, guardrail, facts);
                yield refusal != null
                        ? new Completion.Refused(modelId, refusal)
                        : call(begun, resolved, guardrail, facts, body);
            }
        };
    }

    /** A guardrail or a bucket of elsewhere, which no policy of this account can allow. */
    private static @Nullable Refusal foreignAttachment(Begun begun, @Nullable Guardrail guardrail, BodyFacts facts) {
        if (guardrail != null && guardrail.foreign() != null) {
            return denied(begun, "bedrock:ApplyGuardrail", guardrail.arn(), guardrail.foreign());
        }
        for (S3Object object : facts.attachments().objects()) {
            if (!object.owner().isEmpty() && !object.owner().equals(begun.account().accountId())) {
                String arn = object.arn(begun.account().partition());
                return denied(begun, S3Object.ACTION, arn, "`bucketOwner` is another account than the upstream's");
            }
        }
        return null;
    }

    private Completion call(
            Begun begun, Resolution.Resolved resolved, @Nullable Guardrail guardrail, BodyFacts facts, Buffer body) {
        Operation operation = begun.route().operation();
        RequestHeaders headers = begun.headers();
        boolean invoke = operation.isInvoke();
        var conditions = new Conditions(
                guardrail == null || !operation.namesModel() ? null : guardrail.conditionValue(),
                invoke ? nullIfEmpty(headers.tier()) : facts.price().tier(),
                invoke ? nullIfEmpty(headers.latency()) : facts.price().latency());
        return new BedrockCall(
                operation,
                begun.region(),
                resolved.labels(),
                withAttachments(begun, resolved.resources(), operation.namesModel() ? guardrail : null, facts),
                conditions,
                writer.write(begun, facts, body));
    }

    /** The guardrail, the server-side tools and the objects in S3 of an invocation, behind its models. */
    private static List<ResourceUse> withAttachments(
            Begun begun, List<ResourceUse> models, @Nullable Guardrail guardrail, BodyFacts facts) {
        if (guardrail == null && facts.attachments().isEmpty()) {
            return models;
        }
        List<ResourceUse> uses = new ArrayList<>(models);
        if (guardrail != null) {
            uses.add(ResourceUse.direct("bedrock:ApplyGuardrail", guardrail.arn(), begun.region()));
        }
        for (String tool : facts.attachments().systemTools()) {
            uses.add(ResourceUse.direct(
                    "bedrock:InvokeTool", begun.account().arn("", "system-tool/" + tool), begun.region()));
        }
        for (S3Object object : facts.attachments().objects()) {
            String arn = object.arn(begun.account().partition());
            uses.add(ResourceUse.direct(S3Object.ACTION, arn, begun.region()));
        }
        return uses;
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

    private static Refusal unknown(Begun begun, String modelId) {
        return denied(
                begun,
                begun.route().operation().action(),
                modelId,
                "neither a foundation model nor an inference profile of " + begun.region()
                        + " that the catalogue knows has this id");
    }

    private static Refusal denied(Begun begun, String action, String named, String why) {
        String resource =
                named.startsWith("arn:") ? named : ModelResources.modelArn(begun.region(), named, begun.account());
        return Completion.denied(begun.app().id(), action, resource, why);
    }

    private static Refusal invalid(String fault) {
        return Refusal.invalid("The request body is not valid.", fault);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
