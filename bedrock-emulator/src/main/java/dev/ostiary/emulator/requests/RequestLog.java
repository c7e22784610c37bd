package dev.ostiary.emulator.requests;

import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.signature.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A ring of the last requests, bounded by number and by bytes of bodies. Stateful; safe for any thread. Requests to
 * the emulator's own control paths are not in it.
 */
public final class RequestLog {
    private static final int MAX_REQUESTS = 2_000;
    private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;

    private final Deque<RecordedRequest> kept = new ArrayDeque<>();
    private long bytes;
    private long received;
    private long cleared;

    /** Called by the server for each request, before it is answered. */
    public synchronized void add(
            Operation operation, Inbound inbound, Verdict verdict, String region, String requestId) {
        kept.addLast(new RecordedRequest(++received, operation, inbound, verdict, region, requestId));
        bytes += inbound.body().length;
        while (kept.size() > MAX_REQUESTS || bytes > MAX_BODY_BYTES && kept.size() > 1) {
            bytes -= kept.removeFirst().body().length;
        }
        notifyAll();
    }

    /** Oldest first; at most the last 2,000. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(kept);
    }

    /**
     * @throws java.util.NoSuchElementException when nothing was received since the last clear
     */
    public synchronized RecordedRequest last() {
        return kept.getLast();
    }

    /** How many requests were received since the last clear, also those that are not kept any more. */
    public synchronized int size() {
        return Math.toIntExact(received - cleared);
    }

    public synchronized void clear() {
        kept.clear();
        bytes = 0;
        cleared = received;
    }

    /**
     * Waits until at least this many requests were received since the last clear. Blocks; not for event loops.
     *
     * @return whether they came in time
     */
    public synchronized boolean awaitSize(int wanted, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (size() < wanted) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
