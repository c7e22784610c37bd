package dev.ostiary.gateway.upstream;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may use an upstream at once, over all event loops, and who waits for a free place. Bounded on both sides: beyond
 * the queue the newest call is refused. Thread-safe.
 */
final class Slots {
    private final int places;
    private final int queueBound;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    enum Taking {
        TAKEN,
        QUEUED,
        FULL
    }

    Slots(int places, int queueBound) {
        this.places = places;
        this.free = places;
        this.queueBound = queueBound;
    }

    /**
     * @param whenFree run once, by whoever gives a place back, and only after {@code QUEUED}; the place is then taken for it.
     *     Must only hop to its own thread
     */
    synchronized Taking take(Runnable whenFree) {
        if (free > 0) {
            free--;
            return Taking.TAKEN;
        }
        if (waiting.size() >= queueBound) {
            return Taking.FULL;
        }
        waiting.add(whenFree);
        return Taking.QUEUED;
    }

    /** Whether {@code whenFree} was still waiting; it will not be run any more then. */
    synchronized boolean leave(Runnable whenFree) {
        return waiting.remove(whenFree);
    }

    void giveBack() {
        var next = nextOrFree();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable nextOrFree() {
        var next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }

    synchronized int taken() {
        return places - free;
    }
}
