package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.bedrock.AsyncJobs;
import dev.ostiary.gateway.failures.ErrorTypes;
import dev.ostiary.gateway.failures.Triage;
import dev.ostiary.gateway.journal.Outcome;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are read whole before they go on, because they must be looked at: Bedrock's own refusals (whose is it?) and the async
 * jobs (which of them are the app's?). Bounded: an answer that is larger than either can be is refused.
 */
public final class PassingOn {
    static final int MAX_ERROR_BYTES = 64 * 1024;
    static final int MAX_JOBS_BYTES = 4 * 1024 * 1024;

    private static final Duration LONGEST_BODY = Duration.ofSeconds(15);

    private static final Refusal BROKEN = Refusal.unavailable(
            DeniedBy.UPSTREAM,
            "Bedrock's answer was a proxy's error, broke off, or was too long or too slow to be read");

    private final LongSupplier ticker;

    public PassingOn(LongSupplier ticker) {
        this.ticker = ticker;
    }

    void passOn(Exchange exchange, Permitted permitted, UpstreamAnswer answer) {
        boolean success = answer.isSuccess();
        long firstByte = ticker.getAsLong();
        WholeBody.read(answer, success ? MAX_JOBS_BYTES : MAX_ERROR_BYTES, LONGEST_BODY)
                .onComplete(exchange.then(body -> {
                    if (body == null) {
                        exchange.refuse(BROKEN, "reset");
                    } else if (success) {
                        jobs(exchange, permitted, answer, body);
                    } else {
                        error(exchange, permitted, answer, body, firstByte);
                    }
                }));
    }

    private void jobs(Exchange exchange, Permitted permitted, UpstreamAnswer answer, Buffer body) {
        String app = permitted.caller().app().id();
        boolean one = permitted.call().operation() == Operation.GET_ASYNC_INVOKE;
        Buffer own = one ? AsyncJobs.own(app, body) : AsyncJobs.ownOnly(app, body);
        if (own != null) {
            answer(exchange, answer, null, own, Ending.of(answer.status(), Outcome.SUCCESS));
        } else if (one) {
            exchange.refuse(AsyncJobs.missing());
        } else {
            exchange.fail(new IllegalStateException("Bedrock's list of async jobs could not be read"));
        }
    }

    private void error(Exchange exchange, Permitted permitted, UpstreamAnswer answer, Buffer body, long firstByte) {
        if (permitted.call().operation() == Operation.GET_ASYNC_INVOKE && isNotFound(answer, body)) {
            exchange.refuse(AsyncJobs.missing());
            return;
        }
        if (answer.status() == 502 || answer.status() == 504) {
            // never passed on: clients take them for a proxy's, which we are not
            exchange.refuse(BROKEN, ErrorTypes.label(answer.status(), null));
            return;
        }
        @Nullable String type = answer.errorType() == null ? ErrorBody.type(body) : answer.errorType();
        @Nullable String deniedBy = Triage.of(answer.status(), type, ErrorBody.message(body));
        String label = ErrorTypes.label(answer.status(), type);
        answer(exchange, answer, deniedBy, body, Ending.passedOn(answer.status(), deniedBy, label, firstByte));
    }

    private static void answer(
            Exchange exchange, UpstreamAnswer answer, @Nullable String deniedBy, Buffer body, Ending ending) {
        if (exchange.isClientGone()) {
            exchange.end(ending.toNobody());
            return;
        }
        exchange.callIsOver();
        OwnHeaders.write(exchange, answer, deniedBy);
        exchange.incoming().response().end(body);
        exchange.end(ending);
    }

    /**
     * The ARN was checked before, so a 400 can only mean that there is no such job: AWS's service model has no
     * ResourceNotFoundException for this operation. Passed on as it is, it would tell a missing job from another app's.
     */
    private static boolean isNotFound(UpstreamAnswer answer, Buffer body) {
        return answer.status() == 404
                || answer.status() == 400
                || "ResourceNotFoundException".equals(ErrorBody.type(body));
    }
}
