package dev.ostiary.emulator.fault;

import dev.ostiary.emulator.exchange.Selector;

/**
 * A fault and the calls that it hits.
 *
 * @param every hits each n-th matching call; 1 is each
 * @param times stops after so many hits; 0 is never
 */
public record FaultRule(Fault fault, Selector selector, int every, int times) {
    public FaultRule {
        if (every < 1 || times < 0) {
            throw new IllegalArgumentException(
                    "every must be at least 1 and times not negative, but they are " + every + " and " + times);
        }
    }

    /** Hits every call. */
    public static FaultRule always(Fault fault) {
        return new FaultRule(fault, Selector.ALL, 1, 0);
    }

    public static FaultRule once(Fault fault) {
        return new FaultRule(fault, Selector.ALL, 1, 1);
    }

    public FaultRule on(Selector other) {
        return new FaultRule(fault, other, every, times);
    }

    public FaultRule everyNth(int n) {
        return new FaultRule(fault, selector, n, times);
    }
}
