package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.credentials.NoSession;
import dev.ostiary.gateway.credentials.Session;
import dev.ostiary.gateway.credentials.SessionRecipe;
import dev.ostiary.gateway.credentials.Sessions;
import dev.ostiary.gateway.drain.Abandoned;
import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.upstream.BedrockUpstream;
import dev.ostiary.gateway.upstream.OutboundRequest;
import dev.ostiary.gateway.upstream.UpstreamAnswer;
import dev.ostiary.gateway.upstream.UpstreamCall;
import dev.ostiary.gateway.upstream.UpstreamFailure;
import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;

/** From a permitted call to Bedrock's answer: the app's session, the signed request, and whose turn it is then. */
public final class Forwarding {
    private final Accounts accounts;
    private final Sessions sessions;
    private final BedrockUpstream upstream;
    private final PassingOn passingOn;
    private final Relaying relaying;
    private final Abandoned abandoned;

    public Forwarding(
            Accounts accounts,
            Sessions sessions,
            BedrockUpstream upstream,
            PassingOn passingOn,
            Relaying relaying,
            Abandoned abandoned) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.upstream = upstream;
        this.passingOn = passingOn;
        this.relaying = relaying;
        this.abandoned = abandoned;
    }

    void forward(Exchange exchange, Permitted permitted) {
        var app = permitted.caller().app();
        var recipe = accounts.recipe(app, permitted.call().region());
        sessions.session(recipe).onComplete(exchange.then(reading -> {
            switch (reading) {
                case NoSession none -> exchange.refuse(none.refusal(), NoSession.ERROR_TYPE);
                case Session session -> send(exchange, permitted, recipe, session);
            }
        }));
    }

    private void send(Exchange exchange, Permitted permitted, SessionRecipe recipe, Session session) {
        if (exchange.isClientGone()) {
            exchange.clientGone();
            return;
        }
        UpstreamCall sent = upstream.send(permitted.caller().app().id(), outbound(permitted), session.identity());
        exchange.waitsFor(sent, abandoned);
        sent.reading().onComplete(exchange.then(reading -> {
            exchange.waitIsOver();
            switch (reading) {
                case UpstreamFailure failure -> {
                    if (failure.kind() == FailureKind.CREDENTIALS_REFUSED) {
                        sessions.refused(recipe, session);
                    }
                    unanswered(exchange, permitted, failure);
                }
                case UpstreamAnswer answer -> answered(exchange, permitted, answer);
            }
        }));
    }

    private static void unanswered(Exchange exchange, Permitted permitted, UpstreamFailure failure) {
        boolean metered = Relaying.shape(permitted.call().operation()) != AnswerShape.UNMETERED;
        var usage = metered && failure.mayHaveRun() ? new Usage.Unknown("no answer came") : null;
        boolean gone = failure.kind() == FailureKind.CANCELLED || exchange.isClientGone();
        var ending = Ending.unanswered(failure, gone, usage);
        if (gone) {
            exchange.end(ending);
        } else {
            exchange.refuse(failure.refusal(), ending);
        }
    }

    private void answered(Exchange exchange, Permitted permitted, UpstreamAnswer answer) {
        exchange.answeredBy(answer.requestId());
        if (isAsyncJob(permitted.call().operation()) || !answer.isSuccess()) {
            passingOn.passOn(exchange, permitted, answer);
        } else {
            relaying.relay(exchange, permitted, answer);
        }
    }

    private static boolean isAsyncJob(Operation operation) {
        return operation == Operation.GET_ASYNC_INVOKE || operation == Operation.LIST_ASYNC_INVOKES;
    }

    private static OutboundRequest outbound(Permitted permitted) {
        BedrockCall call = permitted.call();
        var outbound = call.outbound();
        return new OutboundRequest(
                permitted.caller().app().upstream(),
                call.region(),
                outbound.method(),
                outbound.encodedPath(),
                outbound.encodedQuery(),
                outbound.headers(),
                outbound.body(),
                false);
    }
}
