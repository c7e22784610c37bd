package dev.ostiary.gateway.limits;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppLimits;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts what each app uses against its limits, in this process. Safe for any thread; never blocks.
 *
 * <p>Concurrency is looked at before the rate, so that a call refused for want of a place costs no request of the minute.
 */
public final class Limiter {
    private static final String TOO_MANY = "Too many requests, please wait before trying again.";

    private final LongSupplier ticker;
    private final ConcurrentMap<String, AppUse> uses = new ConcurrentHashMap<>();

    /**
     * @param ticker nanoseconds that only grow, as {@link System#nanoTime()}
     */
    public Limiter(LongSupplier ticker) {
        this.ticker = ticker;
    }

    public Admission admit(App app) {
        AppLimits limits = app.limits();
        long now = ticker.getAsLong();
        AppUse use = uses.computeIfAbsent(app.id(), id -> new AppUse(limits.requestsPerMinute(), now));
        int running = use.enter();
        Lease lease = use.lease();
        if (limits.concurrency() > 0 && running > limits.concurrency()) {
            lease.release();
            return new Admission.Refused(refusal(
                    1,
                    "app `" + app.id() + "` may run " + limits.concurrency()
                            + " calls at the same time, all are running"));
        }
        long wait = limits.requestsPerMinute() > 0 ? use.takeRequest(limits.requestsPerMinute(), now) : 0;
        if (wait > 0) {
            lease.release();
            long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + TimeUnit.SECONDS.toNanos(1) - 1));
            return new Admission.Refused(refusal(
                    seconds,
                    "app `" + app.id() + "` may make " + limits.requestsPerMinute()
                            + " requests per minute, the next in " + seconds + " s"));
        }
        return new Admission.Admitted(lease);
    }

    /** Forgets apps that are gone, once their calls have ended. */
    public void keepOnly(Set<String> appIds) {
        uses.entrySet()
                .removeIf(entry ->
                        !appIds.contains(entry.getKey()) && entry.getValue().running() == 0);
    }

    private static Refusal refusal(long retryAfterSeconds, String advice) {
        return Refusal.of(RefusalKind.THROTTLING, DeniedBy.LIMIT, TOO_MANY, advice)
                .withHeader("Retry-After", Long.toString(retryAfterSeconds));
    }
}
