package dev.ostiary.emulator.sts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last sessions that were handed out. Stateful; safe for any thread; bounded. */
public final class AssumedRoles {
    private static final int MAX_KEPT = 1_000;

    private final Deque<AssumedRole> kept = new ArrayDeque<>();

    synchronized void add(AssumedRole role) {
        if (kept.size() == MAX_KEPT) {
            kept.removeFirst();
        }
        kept.addLast(role);
    }

    /** Oldest first. */
    public synchronized List<AssumedRole> all() {
        return List.copyOf(kept);
    }

    public synchronized void clear() {
        kept.clear();
    }
}
