package dev.ostiary.gateway.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes one JSON line per exchange on its own thread. A full queue (a terminal that stands still, a full disk) drops lines and
 * counts them, rather than hold up a request. Safe for any thread.
 */
public final class AccessLog implements AutoCloseable {
    private static final int QUEUE = 8192;

    /**
     * How long the writer gathers lines after a write. Waking it for each line costs more CPU than the line, on the event loop too; a
     * line is late by this much at most.
     */
    private static final long GATHERING_NANOS = 5_000_000;

    private final BlockingQueue<ExchangeRecord> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final LogLine line;
    private final Thread writer;
    private volatile boolean closing;

    /**
     * @param out where the lines go; written and flushed by one thread, never closed
     */
    public AccessLog(OutputStream out) {
        this.line = new LogLine(out);
        this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::writeAll);
    }

    void write(ExchangeRecord exchange) {
        if (!queue.offer(exchange)) {
            dropped.incrementAndGet();
        }
    }

    /** Lines lost since the start. */
    public long dropped() {
        return dropped.get();
    }

    private void writeAll() {
        while (true) {
            try {
                ExchangeRecord first = closing ? queue.poll() : queue.take();
                if (first == null) {
                    return;
                }
                writeWaiting(first);
                LockSupport.parkNanos(GATHERING_NANOS);
            } catch (InterruptedException end) {
                closing = true;
            }
        }
    }

    /** This one and all that wait behind it, in one write where they fit. */
    private void writeWaiting(ExchangeRecord first) {
        for (ExchangeRecord next = first; next != null; next = queue.poll()) {
            try {
                line.write(next);
            } catch (IOException | RuntimeException lost) {
                // this line is lost; the thread must go on for the next one
                dropped.incrementAndGet();
            }
        }
        try {
            line.flush();
        } catch (IOException gone) {
            // nobody is left to be told: standard output itself is gone
            dropped.incrementAndGet();
        }
    }

    /** Writes what is queued, waiting at most two seconds. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            writer.join(2_000);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
