package dev.ostiary.gateway.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long TICK = TimerWheel.TICK_NANOS;
    /** Readings of a ticker overflow some day; the arithmetic must not mind. */
    private static final long START = Long.MAX_VALUE - 5 * TICK;

    private final TimerWheel wheel = new TimerWheel(START);
    private final List<String> ran = new ArrayList<>();

    private Pending set(String name, long delay) {
        return wheel.add(START, delay, () -> ran.add(name));
    }

    private void turnTo(long afterStart) {
        wheel.turn(START + afterStart).forEach(Runnable::run);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, TICK - 1, TICK, TICK + 1, 511 * TICK, 512 * TICK, 513 * TICK, 36_000 * TICK + 7})
    void runsNotBeforeItsTimeAndLessThanATickAfter(long delay) {
        set("task", delay);

        turnTo(delay);
        assertThat(ran).as("not yet").isEmpty();
        turnTo(delay + TICK);

        assertThat(ran).containsExactly("task");
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void aCancelledTaskNeverRuns() {
        var first = set("first", TICK);
        set("second", TICK);
        var third = set("third", TICK);

        first.cancel();
        third.cancel();
        third.cancel();
        turnTo(3 * TICK);

        assertThat(ran).containsExactly("second");
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void aTaskMayCancelAnotherThatIsDueToo() {
        var later = new Pending[1];
        wheel.add(START, TICK, () -> later[0].cancel());
        later[0] = set("cancelled by the first", TICK);

        turnTo(3 * TICK);

        assertThat(ran).isEmpty();
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void aTaskMaySetItselfAnew() {
        var runs = new ArrayList<Long>();
        var again = new Runnable[1];
        again[0] = () -> {
            runs.add(1L);
            wheel.add(START + 2 * TICK, 2 * TICK, again[0]);
        };
        wheel.add(START, TICK, again[0]);

        turnTo(2 * TICK);
        turnTo(4 * TICK);
        assertThat(runs).hasSize(1);
        turnTo(5 * TICK);

        assertThat(runs).hasSize(2);
        assertThat(wheel.isEmpty()).isFalse();
    }

    @Test
    void afterALongPauseEverythingDueRunsOnce() {
        for (int i = 0; i < 2_000; i++) {
            set("task " + i, i * TICK);
        }

        turnTo(1_500 * TICK);
        assertThat(ran).hasSize(1_500).doesNotHaveDuplicates();
        turnTo(10_000 * TICK);

        assertThat(ran).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void agreesWithAListOfDeadlines() {
        long seed = Long.getLong("ostiary.seed", 1);
        var random = new Random(seed);
        Map<Integer, Long> deadlines = new HashMap<>();
        Map<Integer, Pending> timers = new HashMap<>();
        List<Integer> due = new ArrayList<>();
        long now = START;

        for (int step = 0; step < 20_000; step++) {
            int id = step;
            switch (random.nextInt(3)) {
                case 0 -> {
                    long delay = random.nextLong(2_000 * TICK);
                    deadlines.put(id, now - START + delay);
                    timers.put(id, wheel.add(now, delay, () -> due.add(id)));
                }
                case 1 -> {
                    int any = random.nextInt(step + 1);
                    if (timers.containsKey(any)) {
                        timers.get(any).cancel();
                        deadlines.remove(any);
                    }
                }
                default -> {
                    now += random.nextLong(3 * TICK);
                    due.clear();
                    wheel.turn(now).forEach(Runnable::run);
                    long tick = (now - START) / TICK;
                    var expected = deadlines.entrySet().stream()
                            .filter(timer -> timer.getValue() / TICK + 1 <= tick)
                            .map(Map.Entry::getKey)
                            .toList();
                    assertThat(due).as("seed %d, step %d", seed, step).containsExactlyInAnyOrderElementsOf(expected);
                    deadlines.keySet().removeAll(expected);
                }
            }
        }
        assertThat(wheel.isEmpty()).isEqualTo(deadlines.isEmpty());
    }
}
