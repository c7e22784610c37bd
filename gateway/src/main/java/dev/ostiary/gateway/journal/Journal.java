package dev.ostiary.gateway.journal;

/**
 * Where exchanges are told, each exactly once. The one who owns an exchange calls {@link #record} at its end, from any thread;
 * nothing in here blocks or throws for what a client sent.
 */
public final class Journal {
    private final Metrics metrics;
    private final AccessLog accessLog;

    public Journal(Metrics metrics, AccessLog accessLog) {
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    public void record(ExchangeRecord exchange) {
        metrics.record(exchange);
        accessLog.write(exchange);
    }

    /** Counts a stream of the app as running until {@link #streamEnded}. */
    public void streamStarted(String app) {
        metrics.activeStreams(app).incrementAndGet();
    }

    public void streamEnded(String app) {
        metrics.activeStreams(app).decrementAndGet();
    }
}
