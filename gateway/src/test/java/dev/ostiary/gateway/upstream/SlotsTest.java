package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.upstream.Slots.Taking;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Runnable NOBODY = () -> {
        throw new AssertionError("was not waiting");
    };

    @Test
    void beyondThePlacesCallersWaitAndBeyondTheQueueTheyAreRefused() {
        var slots = new Slots(2, 1);

        assertThat(slots.take(NOBODY)).isEqualTo(Taking.TAKEN);
        assertThat(slots.take(NOBODY)).isEqualTo(Taking.TAKEN);
        assertThat(slots.take(NOBODY)).isEqualTo(Taking.QUEUED);
        assertThat(slots.take(NOBODY)).isEqualTo(Taking.FULL);
        assertThat(slots.taken()).isEqualTo(2);
    }

    @Test
    void aPlaceGivenBackGoesToWhoWaitsLongest() {
        var slots = new Slots(1, 2);
        var served = new ArrayList<String>();
        slots.take(NOBODY);
        slots.take(() -> served.add("first"));
        slots.take(() -> served.add("second"));

        slots.giveBack();

        assertThat(served).containsExactly("first");
        assertThat(slots.taken()).isEqualTo(1);
    }

    @Test
    void whoLeftTheQueueIsNotServed() {
        var slots = new Slots(1, 1);
        slots.take(NOBODY);
        slots.take(NOBODY);

        assertThat(slots.leave(NOBODY)).isTrue();
        slots.giveBack();

        assertThat(slots.taken()).isZero();
        assertThat(slots.leave(NOBODY)).isFalse();
    }
}
