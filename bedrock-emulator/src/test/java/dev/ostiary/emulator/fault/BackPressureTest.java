package dev.ostiary.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.exchange.Operation;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A script takes frames only when its steps are asked for: long streams are never held. */
class BackPressureTest {
    @Test
    void scriptIsLazy() {
        AtomicInteger made = new AtomicInteger();
        Iterator<byte[]> frames = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public byte[] next() {
                made.incrementAndGet();
                return new byte[10];
            }
        };
        Iterator<Step> script = new FaultPlan(List.of()).script(frames);

        for (int i = 0; i < 5; i++) {
            script.next();
        }

        assertThat(made.get()).isEqualTo(5);
    }

    @Test
    void bulkFramesShareOneArray() {
        BulkFrames frames = new BulkFrames(Operation.INVOKE_MODEL_STREAM, new Fault.Bulk(3, 50));

        frames.next();
        byte[] first = frames.next();
        byte[] second = frames.next();

        assertThat(second).isSameAs(first);
    }
}
