package dev.ostiary.gateway.timing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks sorted into slots by the tick they are due at, so that setting and cancelling one is linking and unlinking it. A task whose
 * time is further away than the wheel goes round stays in its slot for as many rounds. Knows no clock and no thread. Stateful; only
 * for its event loop.
 */
final class TimerWheel {
    static final long TICK_NANOS = 100_000_000;
    private static final int SLOTS = 512;

    private final long start;
    private final Slot[] slots = new Slot[SLOTS];
    private long turned;
    private int size;

    /** @param now reading of a ticker in nanoseconds, as every {@code now} here */
    TimerWheel(long now) {
        this.start = now;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /** Never due before its time and less than a tick after it. */
    Pending add(long now, long delayNanos, Runnable task) {
        long due = Math.max(turned, (now - start + Math.max(0, delayNanos)) / TICK_NANOS) + 1;
        var timer = new Timer(due, task);
        slots[(int) (due % SLOTS)].append(timer);
        size++;
        return timer;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** What is due, to be run at once; each task leaves the wheel when it runs. */
    List<Runnable> turn(long now) {
        long tick = (now - start) / TICK_NANOS;
        var due = new ArrayList<Runnable>(0);
        // after a long pause every slot is looked at once
        for (long at = Math.max(turned + 1, tick - SLOTS + 1); at <= tick; at++) {
            slots[(int) (at % SLOTS)].takeDue(tick, due);
        }
        turned = Math.max(turned, tick);
        return due;
    }

    /** The tasks of a tick, a round's and later rounds' together, in the order in which they were set. */
    private static final class Slot {
        private @Nullable Timer first;
        private @Nullable Timer last;

        void append(Timer timer) {
            timer.slot = this;
            timer.before = last;
            if (last == null) {
                first = timer;
            } else {
                last.after = timer;
            }
            last = timer;
        }

        void takeDue(long tick, List<Runnable> due) {
            for (Timer timer = first; timer != null; ) {
                Timer next = timer.after;
                if (timer.due <= tick) {
                    due.add(timer);
                }
                timer = next;
            }
        }

        void remove(Timer timer) {
            if (timer.before == null) {
                first = timer.after;
            } else {
                timer.before.after = timer.after;
            }
            if (timer.after == null) {
                last = timer.before;
            } else {
                timer.after.before = timer.before;
            }
        }
    }

    /** One task. Stays linked until it runs or is cancelled: a task that is due may be cancelled by one that runs before it. */
    private final class Timer implements Pending, Runnable {
        private final long due;
        private final Runnable task;
        private @Nullable Slot slot;
        private @Nullable Timer before;
        private @Nullable Timer after;

        Timer(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            if (slot != null) {
                slot.remove(this);
                slot = null;
                size--;
            }
        }

        @Override
        public void run() {
            if (slot != null) {
                cancel();
                task.run();
            }
        }
    }
}
