package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.body.BodyFacts;
import dev.ostiary.gateway.body.S3Object;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.Guardrail;
import dev.ostiary.gateway.model.ResourceUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an invocation uses beside its model: the guardrail, server-side tools, and objects in S3, in the order of refusals. */
final class AttachedResources {
    private AttachedResources() {}

    /** {@return the models, and behind them what else must be allowed} */
    static List<ResourceUse> behind(
            List<ResourceUse> models,
            Begun begun,
            @Nullable Guardrail guardrail,
            BodyFacts.Attachments attachments,
            Catalogue catalogue) {
        if (guardrail == null && attachments.isEmpty()) {
            return models;
        }
        List<ResourceUse> uses = new ArrayList<>(models);
        if (guardrail != null) {
            uses.addAll(GuardrailResources.of(guardrail, begun, catalogue));
        }
        Account account = begun.account();
        for (String tool : attachments.systemTools()) {
            uses.add(ResourceUse.direct("bedrock:InvokeTool", account.arn("", "system-tool/" + tool), begun.region()));
        }
        for (S3Object object : attachments.objects()) {
            uses.add(ResourceUse.direct(S3Object.ACTION, object.arn(account.partition()), begun.region()));
        }
        return uses;
    }

    /** {@return the first object in a bucket of another account, which no policy of this account can allow; else null} */
    static @Nullable S3Object foreignObject(BodyFacts.Attachments attachments, Account account) {
        for (S3Object object : attachments.objects()) {
            if (!object.owner().isEmpty() && !object.owner().equals(account.accountId())) {
                return object;
            }
        }
        return null;
    }
}
