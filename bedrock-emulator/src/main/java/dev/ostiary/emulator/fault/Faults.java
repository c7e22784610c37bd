package dev.ostiary.emulator.fault;

import dev.ostiary.emulator.exchange.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are switched on. Stateful (it counts calls for its rules); safe for any thread. */
public final class Faults {
    private final List<Armed> armed = new CopyOnWriteArrayList<>();

    /** Switches on one more fault, for every call. */
    public Faults add(Fault fault) {
        return add(FaultRule.always(fault));
    }

    public Faults add(FaultRule rule) {
        armed.add(new Armed(rule, new AtomicInteger(), new AtomicInteger()));
        return this;
    }

    /** Makes this the only fault. */
    public Faults set(Fault fault) {
        clear();
        return add(fault);
    }

    public void clear() {
        armed.clear();
    }

    public List<FaultRule> rules() {
        return armed.stream().map(Armed::rule).toList();
    }

    /** What goes wrong with this call; counts it. */
    public FaultPlan plan(Call call) {
        List<Fault> hits = new ArrayList<>();
        for (Armed one : armed) {
            if (one.rule().selector().matches(call) && one.isDue()) {
                hits.add(one.rule().fault());
            }
        }
        return new FaultPlan(hits);
    }

    private record Armed(FaultRule rule, AtomicInteger seen, AtomicInteger hits) {
        boolean isDue() {
            if (seen.incrementAndGet() % rule.every() != 0) {
                return false;
            }
            return rule.times() == 0 || hits.incrementAndGet() <= rule.times();
        }
    }
}
