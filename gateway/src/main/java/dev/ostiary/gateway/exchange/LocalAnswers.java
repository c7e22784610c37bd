package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.authorization.Visibility;
import dev.ostiary.gateway.authorization.VisibleModels;
import dev.ostiary.gateway.discovery.Discovery;
import dev.ostiary.gateway.discovery.DiscoveryAnswer;
import dev.ostiary.gateway.discovery.Whoami;
import dev.ostiary.gateway.journal.Outcome;
import dev.ostiary.gateway.route.Operation;
import io.vertx.core.buffer.Buffer;

/** Answers that need no Bedrock: the lists of models and profiles from the catalogue, and whoami. */
public final class LocalAnswers {
    private final Accounts accounts;
    private final Visibility visibility;

    public LocalAnswers(Accounts accounts, Visibility visibility) {
        this.accounts = accounts;
        this.visibility = visibility;
    }

    void answer(Exchange exchange, Permitted permitted) {
        var app = permitted.caller().app();
        String region = permitted.call().region();
        VisibleModels visible = visibility.of(
                permitted.caller(),
                exchange.snapshot().version(),
                accounts.of(app),
                region,
                permitted.catalogue(),
                exchange.environment(accounts.principal(app)));
        if (permitted.call().operation() == Operation.WHOAMI) {
            send(exchange, region, Whoami.answer(permitted.caller(), region, visible));
            return;
        }
        switch (Discovery.answer(permitted.route(), permitted.catalogue().region(region), visible)) {
            case DiscoveryAnswer.Found found -> send(exchange, region, found.json());
            case DiscoveryAnswer.Refused refused -> exchange.refuse(refused.refusal());
        }
    }

    private static void send(Exchange exchange, String region, Buffer json) {
        var response = exchange.incoming().response();
        response.putHeader("Content-Type", "application/json")
                .putHeader("Date", exchange.incoming().date())
                .putHeader("x-amzn-RequestId", exchange.incoming().requestId())
                .putHeader("x-ostiary-region", region)
                .putHeader("x-ostiary-decision", exchange.decision())
                .end(json);
        exchange.end(Ending.of(200, Outcome.SUCCESS));
    }
}
