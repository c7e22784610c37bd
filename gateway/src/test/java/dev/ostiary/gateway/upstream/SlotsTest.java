package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ostiary.gateway.upstream.Slots.Taking;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Runnable NOBODY = () -> {
        throw new AssertionError("was not waiting");
    };

    private final List<String> served = new ArrayList<>();

    private static Taking take(Slots slots, String app) {
        return slots.take(app, NOBODY);
    }

    private void await(Slots slots, String app, String name) {
        assertThat(slots.take(app, () -> served.add(name))).isEqualTo(Taking.QUEUED);
    }

    @Test
    void beyondThePlacesCallersWaitAndBeyondTheQueueTheyAreRefused() {
        var slots = new Slots(2, 2, 1);

        assertThat(take(slots, "a")).isEqualTo(Taking.TAKEN);
        assertThat(take(slots, "a")).isEqualTo(Taking.TAKEN);
        assertThat(take(slots, "a")).isEqualTo(Taking.QUEUED);
        assertThat(take(slots, "a")).isEqualTo(Taking.FULL);
        assertThat(slots.taken()).isEqualTo(2);
        assertThat(slots.isShareTaken("a")).isFalse();
    }

    @Test
    void aPlaceGivenBackGoesToWhoWaitsLongest() {
        var slots = new Slots(1, 2, 2);
        take(slots, "a");
        await(slots, "a", "first");
        await(slots, "a", "second");

        slots.giveBack("a");

        assertThat(served).containsExactly("first");
        assertThat(slots.taken()).isEqualTo(1);
    }

    @Test
    void whoLeftTheQueueIsNotServed() {
        var slots = new Slots(1, 1, 1);
        take(slots, "a");
        take(slots, "a");

        assertThat(slots.leave("a", NOBODY)).isTrue();
        slots.giveBack("a");

        assertThat(slots.taken()).isZero();
        assertThat(slots.leave("a", NOBODY)).isFalse();
        assertThat(slots.leave("b", NOBODY)).isFalse();
    }

    @Test
    void anAppThatHoldsItsShareWaitsWhileAnotherGetsThePlaceThatIsFree() {
        var slots = new Slots(3, 2, 3);
        take(slots, "greedy");
        take(slots, "greedy");
        await(slots, "greedy", "greedy");

        assertThat(slots.isShareTaken("greedy")).isTrue();
        assertThat(take(slots, "other")).isEqualTo(Taking.TAKEN);
        slots.giveBack("other");

        assertThat(served).isEmpty();
        slots.giveBack("greedy");
        assertThat(served).containsExactly("greedy");
        assertThat(slots.taken()).isEqualTo(2);
    }

    @Test
    void anAppFillsItsPartOfTheQueueAndNotAllOfIt() {
        var slots = new Slots(3, 2, 3);
        take(slots, "greedy");
        take(slots, "greedy");
        take(slots, "third");

        await(slots, "greedy", "g1");
        await(slots, "greedy", "g2");
        assertThat(take(slots, "greedy")).isEqualTo(Taking.FULL);
        await(slots, "other", "o1");
        assertThat(take(slots, "other")).isEqualTo(Taking.FULL);
    }

    @Test
    void appsThatWaitAreServedInTurn() {
        var slots = new Slots(4, 3, 6);
        take(slots, "x");
        take(slots, "x");
        take(slots, "x");
        take(slots, "y");
        await(slots, "greedy", "g1");
        await(slots, "greedy", "g2");
        await(slots, "greedy", "g3");
        await(slots, "other", "o1");

        slots.giveBack("x");
        slots.giveBack("x");
        slots.giveBack("x");

        assertThat(served).containsExactly("g1", "o1", "g2");
    }

    @Test
    void aPlaceThatWasNotTakenCannotBeGivenBack() {
        var slots = new Slots(2, 2, 1);
        take(slots, "a");

        assertThatIllegalStateException().isThrownBy(() -> slots.giveBack("b"));
        assertThat(slots.taken()).isEqualTo(1);
    }
}
