package dev.ostiary.gateway.upstream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may use an upstream at once, over all event loops, and who waits for a free place. No app holds more than its share
 * of the places, and none has more than as many calls waiting: whatever one app does, there is room for the others. Apps that wait
 * are served in turn, the calls of one app in their order. Beyond the bounds the newest call is refused. Thread-safe.
 */
final class Slots {
    private final int places;
    private final int share;
    private final int queueBound;
    private final Map<String, Use> byApp = new HashMap<>();
    private final ArrayDeque<Use> turns = new ArrayDeque<>();
    private int free;
    private int waiting;

    enum Taking {
        TAKEN,
        QUEUED,
        FULL
    }

    /** One app's calls; forgotten when there are none. */
    private static final class Use {
        final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        int taken;
    }

    /** @param share most places of one app, and most of its calls in the queue */
    Slots(int places, int share, int queueBound) {
        this.places = places;
        this.share = share;
        this.free = places;
        this.queueBound = queueBound;
    }

    /**
     * @param whenFree run once, by whoever gives a place back, and only after {@code QUEUED}; the place is then taken for it.
     *     Must only hop to its own thread
     */
    synchronized Taking take(String app, Runnable whenFree) {
        Use use = byApp.computeIfAbsent(app, first -> new Use());
        if (free > 0 && use.taken < share) {
            free--;
            use.taken++;
            return Taking.TAKEN;
        }
        if (waiting >= queueBound || use.waiting.size() >= share) {
            forgetIdle(app, use);
            return Taking.FULL;
        }
        if (use.waiting.isEmpty()) {
            turns.add(use);
        }
        use.waiting.add(whenFree);
        waiting++;
        return Taking.QUEUED;
    }

    /** Whether {@code whenFree} was still waiting; it will not be run any more then. */
    synchronized boolean leave(String app, Runnable whenFree) {
        Use use = byApp.get(app);
        if (use == null || !use.waiting.remove(whenFree)) {
            return false;
        }
        waiting--;
        if (use.waiting.isEmpty()) {
            turns.remove(use);
            forgetIdle(app, use);
        }
        return true;
    }

    void giveBack(String app) {
        var next = nextOrFree(app);
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable nextOrFree(String app) {
        Use use = byApp.get(app);
        if (use == null || use.taken == 0) {
            throw new IllegalStateException("a place was given back that was not taken");
        }
        use.taken--;
        free++;
        Runnable next = next();
        forgetIdle(app, use);
        return next;
    }

    /** Passes over the apps that hold their share; these are at most {@code places / share}. */
    private @Nullable Runnable next() {
        for (Use use : turns) {
            if (use.taken < share) {
                turns.remove(use);
                Runnable next = use.waiting.remove();
                if (!use.waiting.isEmpty()) {
                    turns.add(use);
                }
                waiting--;
                free--;
                use.taken++;
                return next;
            }
        }
        return null;
    }

    private void forgetIdle(String app, Use use) {
        if (use.taken == 0 && use.waiting.isEmpty()) {
            byApp.remove(app);
        }
    }

    /** Whether there may be free places, but not for this app. */
    synchronized boolean isShareTaken(String app) {
        Use use = byApp.get(app);
        return share < places && use != null && use.taken >= share;
    }

    synchronized int taken() {
        return places - free;
    }
}
