package dev.ostiary.emulator.control;

import dev.ostiary.emulator.catalogue.Catalogue;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;

/** What stands around models: prompt routers and guardrails. */
public final class AttachmentOperations {
    private final Catalogue catalogue;
    private final String account;

    public AttachmentOperations(Catalogue catalogue, String account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    public Answer listPromptRouters(Call call) {
        var routers = catalogue.routers(call.region()).stream()
                .filter(router -> call.target()
                        .parameter("type")
                        .map(router.type()::equals)
                        .orElse(true))
                .toList();
        return Paging.page(
                call,
                routers,
                100,
                "promptRouterSummaries",
                router -> AttachmentJson.router(router, call.region(), account));
    }

    public Answer getPromptRouter(Call call) {
        return catalogue.routers(call.region()).stream()
                .filter(router -> router.arn(call.region(), account).equals(call.argument(0)))
                .findFirst()
                .map(router -> Answer.json(AttachmentJson.router(router, call.region(), account)))
                .orElseGet(() -> AwsError.notFound("The provided prompt router was not found.")
                        .toAnswer());
    }

    /** The draft of every guardrail. */
    public Answer listGuardrails(Call call) {
        return Paging.page(
                call,
                catalogue.guardrails(call.region()),
                1_000,
                "guardrails",
                guardrail -> AttachmentJson.guardrail(guardrail, call.region(), account));
    }
}
