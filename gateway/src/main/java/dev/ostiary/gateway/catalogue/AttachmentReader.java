package dev.ostiary.gateway.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.offering.PromptRouter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads ListPromptRouters and ListGuardrails, as strictly as {@link CatalogueReader} reads models and profiles. */
final class AttachmentReader {
    private final String region;
    private final String accountId;

    AttachmentReader(String region, String accountId) {
        this.region = region;
        this.accountId = accountId;
    }

    /** {@return one page of a ListPromptRouters answer; empty when it is not one} */
    Optional<Page<PromptRouter>> routers(String answer) {
        return page(answer, "promptRouterSummaries", this::router);
    }

    /** {@return one page of a ListGuardrails answer; empty when it is not one} */
    Optional<Page<CrossRegionGuardrail>> guardrails(String answer) {
        return page(answer, "guardrails", this::guardrail);
    }

    private static <T> Optional<Page<T>> page(String answer, String member, Function<JsonNode, Optional<T>> reader) {
        return CatalogueReader.parse(answer)
                .filter(root -> root.path(member).isArray())
                .map(root -> {
                    List<T> items = new ArrayList<>();
                    root.path(member).forEach(summary -> reader.apply(summary).ifPresent(items::add));
                    return new Page<>(items, root.path("nextToken").asText(""));
                });
    }

    /** One target that is not understood makes the whole router unknown: it might be a model that a policy denies. */
    Optional<PromptRouter> router(JsonNode summary) {
        String arn = summary.path("promptRouterArn").asText("");
        Set<String> targets = new LinkedHashSet<>();
        summary.path("models")
                .forEach(model -> targets.add(model.path("modelArn").asText("")));
        if (summary.has("fallbackModel")) {
            targets.add(summary.path("fallbackModel").path("modelArn").asText(""));
        }
        boolean ours = isOurs(arn, "prompt-router/") || isOurs(arn, "default-prompt-router/");
        boolean sound = ours && !targets.isEmpty() && targets.stream().allMatch(this::isTarget);
        return sound ? Optional.of(new PromptRouter(arn, List.copyOf(targets), summary.toString())) : Optional.empty();
    }

    Optional<CrossRegionGuardrail> guardrail(JsonNode summary) {
        String arn = summary.path("arn").asText("");
        JsonNode details = summary.path("crossRegionDetails");
        String profileArn = details.path("guardrailProfileArn").asText("");
        String id = details.path("guardrailProfileId").asText(profileArn.substring(profileArn.indexOf('/') + 1));
        return isOurs(arn, "guardrail/") && CatalogueReader.isId(id)
                ? Optional.of(new CrossRegionGuardrail(arn, id, summary.toString()))
                : Optional.empty();
    }

    private boolean isTarget(String arn) {
        return CatalogueReader.isModelArn(arn)
                || isOurs(arn, "inference-profile/")
                || isOurs(arn, "application-inference-profile/");
    }

    private boolean isOurs(String arn, String type) {
        String[] fields = arn.split(":", 6);
        return fields.length == 6
                && fields[0].equals("arn")
                && fields[2].equals("bedrock")
                && fields[3].equals(region)
                && fields[4].equals(accountId)
                && fields[5].startsWith(type)
                && CatalogueReader.isId(fields[5].substring(type.length()));
    }
}
