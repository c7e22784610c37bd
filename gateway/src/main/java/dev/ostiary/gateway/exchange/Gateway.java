package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.authorization.Authorization;
import dev.ostiary.gateway.authorization.Authorizer;
import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.Beginning;
import dev.ostiary.gateway.bedrock.Begun;
import dev.ostiary.gateway.bedrock.CallReader;
import dev.ostiary.gateway.bedrock.Completion;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.catalogue.Catalogues;
import dev.ostiary.gateway.http.BodyReading;
import dev.ostiary.gateway.http.Incoming;
import dev.ostiary.gateway.http.RequestHandler;
import dev.ostiary.gateway.identity.Authenticator;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.identity.Rejected;
import dev.ostiary.gateway.journal.Journal;
import dev.ostiary.gateway.limits.Admission;
import dev.ostiary.gateway.limits.Limiter;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.RequestTarget;
import dev.ostiary.gateway.route.Route;
import dev.ostiary.gateway.route.Routes;
import dev.ostiary.gateway.route.Routing;
import dev.ostiary.gateway.route.TargetReading;
import dev.ostiary.gateway.store.AccessSnapshot;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The whole way of a request, in order. Each step takes the value that the one before it made, so that none can be left out: there
 * is no call without a caller and nothing to send without an authorization. Any step may refuse, and the first refusal wins.
 *
 * <p>Runs on the event loop of the request's connection; waits (for keys, the body, a session, Bedrock) are futures.
 */
public final class Gateway implements RequestHandler {

    /** What decides whether a request may go on. */
    public record Questions(
            Authenticator authenticator,
            Accounts accounts,
            CallReader reader,
            Authorizer authorizer,
            Limiter limiter) {}

    private final Supplier<AccessSnapshot> access;
    private final Questions ask;
    private final Catalogues catalogues;
    private final LocalAnswers local;
    private final Forwarding forwarding;
    private final Journal journal;
    private final Clocks clocks;
    private final Explanations explanations = new Explanations();

    /** Wall clock and ticker (nanoseconds that only grow). */
    public record Clocks(InstantSource wall, LongSupplier ticker) {}

    /** Where a request that may go on is answered. */
    public record Answers(Catalogues catalogues, LocalAnswers local, Forwarding forwarding) {}

    public Gateway(
            Supplier<AccessSnapshot> access, Questions questions, Answers answers, Journal journal, Clocks clocks) {
        this.access = access;
        this.ask = questions;
        this.catalogues = answers.catalogues();
        this.local = answers.local();
        this.forwarding = answers.forwarding();
        this.journal = journal;
        this.clocks = clocks;
    }

    @Override
    public void handle(Incoming incoming) {
        var exchange = new Exchange(
                incoming, access.get(), defaultRegion(), journal, clocks.wall().instant(), clocks.ticker());
        try {
            readTarget(exchange);
        } catch (RuntimeException bug) {
            exchange.fail(bug);
        }
    }

    /** The edge has refused by itself; it is told like every other end. */
    @Override
    public void refused(Incoming incoming, Refusal refusal) {
        journal.record(EdgeRefusal.record(
                incoming, refusal, access.get().version(), clocks.wall().instant()));
    }

    @Override
    public String defaultRegion() {
        return ask.accounts().defaultRegion();
    }

    /** 1. The request line, decoded once. */
    private void readTarget(Exchange exchange) {
        switch (RequestTarget.parse(exchange.head().target())) {
            case TargetReading.Malformed malformed -> exchange.refuse(malformed.refusal());
            case RequestTarget target -> authenticate(exchange, target);
        }
    }

    /** 2. Who calls: token, then app. */
    private void authenticate(Exchange exchange, RequestTarget target) {
        ask.authenticator()
                .authenticate(exchange.head().headers(), exchange.snapshot())
                .onComplete(exchange.then(authentication -> {
                    switch (authentication) {
                        case Rejected rejected -> {
                            exchange.calledBy(rejected.appId(), rejected.issuer(), rejected.subject());
                            exchange.refuse(rejected.refusal());
                        }
                        case Caller caller -> {
                            exchange.calledBy(caller.app().id(), caller.issuer().issuer(), caller.subject());
                            exchange.goesTo(ask.accounts().defaultRegion(caller.app()));
                            route(exchange, target, caller);
                        }
                    }
                }));
    }

    /** 3. Which operation. */
    private void route(Exchange exchange, RequestTarget target, Caller caller) {
        switch (Routes.route(exchange.head().method(), target)) {
            case Routing.Refused refused -> exchange.refuse(refused.refusal());
            case Route route -> begin(exchange, route, caller);
        }
    }

    /** 4. Region, model id and headers, before a byte of the body is read. */
    private void begin(Exchange exchange, Route route, Caller caller) {
        exchange.about(route.operation(), null, ModelLabels.unresolved(route.operation(), route.id()), null);
        var account = ask.accounts().of(caller.app());
        switch (ask.reader().begin(route, exchange.head().headers(), caller.app(), account)) {
            case Beginning.Refused refused -> {
                if (refused.region() != null) {
                    aboutUnread(exchange, route, refused.region(), caller);
                }
                exchange.refuse(refused.refusal());
            }
            case Begun begun -> {
                exchange.about(
                        route.operation(), begun.region(), ModelLabels.unresolved(route.operation(), route.id()), null);
                readBody(exchange, begun, caller);
            }
        }
    }

    /** 5. The body. */
    private void readBody(Exchange exchange, Begun begun, Caller caller) {
        if (!begun.expectsBody()) {
            complete(exchange, begun, Buffer.buffer(), caller);
            return;
        }
        exchange.incoming().readBody(caller.app().id()).onComplete(exchange.then(reading -> {
            switch (reading) {
                case BodyReading.Refused refused -> {
                    aboutUnread(exchange, begun.route(), begun.region(), caller);
                    exchange.refuse(refused.refusal());
                }
                case BodyReading.ClientGone gone -> {
                    aboutUnread(exchange, begun.route(), begun.region(), caller);
                    exchange.clientGone();
                }
                case BodyReading.Body body -> complete(exchange, begun, body.bytes(), caller);
            }
        }));
    }

    /** Ends before its body is read; the model of its path is told in metrics and log all the same. */
    private void aboutUnread(Exchange exchange, Route route, String region, Caller caller) {
        var app = caller.app();
        var labels = ask.reader().labels(route, region, ask.accounts().of(app), catalogues.current(app.upstream()));
        exchange.about(route.operation(), region, labels, null);
    }

    /** 6. What is meant: the model behind the id, and everything that must be allowed. */
    private void complete(Exchange exchange, Begun begun, Buffer body, Caller caller) {
        String upstream = caller.app().upstream();
        Catalogue catalogue = catalogues.current(upstream);
        switch (ask.reader().complete(begun, body, catalogue)) {
            case Completion.UnknownModel unknown ->
                catalogues
                        .refresh(upstream, unknown.region())
                        .onComplete(exchange.then(newer -> completeAgain(exchange, begun, body, caller, newer)));
            case Completion.Refused refused -> refuse(exchange, begun, refused.labels(), refused.refusal());
            case BedrockCall call -> authorize(exchange, new Wanted(caller, begun.route(), call, catalogue));
        }
    }

    /** An id that was not known may be a profile made a minute ago: looked for once more, in a catalogue as new as it gets. */
    private void completeAgain(Exchange exchange, Begun begun, Buffer body, Caller caller, Catalogue newer) {
        switch (ask.reader().complete(begun, body, newer)) {
            case Completion.UnknownModel unknown ->
                refuse(
                        exchange,
                        begun,
                        ModelLabels.unresolved(begun.route().operation(), unknown.modelId()),
                        unknown.refusal());
            case Completion.Refused refused -> refuse(exchange, begun, refused.labels(), refused.refusal());
            case BedrockCall call -> authorize(exchange, new Wanted(caller, begun.route(), call, newer));
        }
    }

    private static void refuse(Exchange exchange, Begun begun, ModelLabels labels, Refusal refusal) {
        exchange.about(begun.route().operation(), begun.region(), labels, null);
        exchange.refuse(refusal);
    }

    /** 7. Whether the app's policies allow it. */
    private void authorize(Exchange exchange, Wanted wanted) {
        BedrockCall call = wanted.call();
        exchange.about(
                call.operation(),
                call.region(),
                call.labels(),
                call.conditions().tier());
        var environment =
                exchange.environment(ask.accounts().principal(wanted.caller().app()));
        switch (ask.authorizer().authorize(wanted.caller(), call, environment)) {
            case Authorization.Refused refused -> exchange.refuse(refused.refusal());
            case Authorization.Unexplained denied ->
                explanations.explain(denied).onComplete(exchange.then(exchange::refuse));
            case Authorization.Authorized authorized -> admit(exchange, new Permitted(wanted));
        }
    }

    /** 8. Whether the app's limits leave room for it; answers of our own cost Bedrock nothing and are not counted. */
    private void admit(Exchange exchange, Permitted permitted) {
        if (permitted.call().operation().isLocal()) {
            local.answer(exchange, permitted);
            return;
        }
        switch (ask.limiter().admit(permitted.caller().app())) {
            case Admission.Refused refused -> exchange.refuse(refused.refusal());
            case Admission.Admitted admitted -> {
                exchange.holds(admitted.lease());
                forwarding.forward(exchange, permitted);
            }
        }
    }
}
