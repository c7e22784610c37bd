package dev.ostiary.gateway.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes one JSON line per exchange on its own thread. A full queue (a terminal that stands still, a full disk) drops lines and
 * counts them, rather than hold up a request. Safe for any thread.
 */
public final class AccessLog implements AutoCloseable {
    private static final int QUEUE = 8192;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final BlockingQueue<ExchangeRecord> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final LogLine line = new LogLine();
    private final OutputStream out;
    private final Thread writer;
    private volatile boolean closing;

    /**
     * @param out where the lines go; written and flushed by one thread, never closed
     */
    public AccessLog(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
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
        while (!closing || !queue.isEmpty()) {
            try {
                ExchangeRecord exchange = queue.poll();
                if (exchange == null) {
                    out.flush();
                    exchange = queue.take();
                }
                line.write(exchange, out);
            } catch (IOException | RuntimeException lost) {
                // this line is lost; the thread must go on for the next one
                dropped.incrementAndGet();
            } catch (InterruptedException end) {
                closing = true;
            }
        }
        flushLast();
    }

    private void flushLast() {
        try {
            out.flush();
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
