package dev.ostiary.gateway.credentials;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The few threads that wait for STS and the credential chain. Their own, so that an STS that hangs takes no worker from anybody
 * else; few, so that a thousand apps do not ask STS at once.
 */
public final class SessionWorkers implements Executor, AutoCloseable {
    private static final int THREADS = 8;
    private static final int QUEUE = 1_000;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), this::thread);

    public SessionWorkers() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws java.util.concurrent.RejectedExecutionException when the queue is full or this is closed */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task, "ostiary-session-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
