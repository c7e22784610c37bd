package dev.ostiary.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DrainsTest {
    private final List<String> givenUp = new ArrayList<>();

    private static Drains of(String onClientGone, int limit) {
        return Drains.of(FixedDrainSettings.of(onClientGone, limit));
    }

    private static Drains.Place place(Drains drains) {
        return Objects.requireNonNull(drains.take(() -> {}), "a place");
    }

    @Test
    void thereAreNoMorePlacesThanTheLimitAndAFreeOneIsGivenAgain() {
        var drains = of("drain", 1);
        var first = place(drains);
        assertThat(drains.take(() -> {})).isNull();
        first.free();
        first.free();
        assertThat(drains.take(() -> {})).isNotNull();
        assertThat(drains.take(() -> {})).isNull();
    }

    @Test
    void cancelMeansNoPlaces() {
        assertThat(of("cancel", 200).take(() -> {})).isNull();
    }

    @Test
    void theEndIsToldWhenTheLastPlaceIsFree() {
        var drains = of("drain", 2);
        var first = place(drains);
        var second = place(drains);

        var ended = drains.ended();
        first.free();
        assertThat(ended.isComplete()).isFalse();
        second.free();

        assertThat(ended.isComplete()).isTrue();
        assertThat(drains.ended().isComplete()).isTrue();
    }

    @Test
    void aPlaceThatIsHandedOverLeavesRoomButIsNotTheEnd() {
        var drains = of("drain", 1);
        var first = place(drains);
        var ended = drains.ended();

        first.handOver();
        var second = place(drains);
        first.free();
        assertThat(ended.isComplete()).isFalse();
        assertThat(drains.take(() -> {})).isNull();
        second.free();
        assertThat(ended.isComplete()).isTrue();
    }

    @Test
    void givingUpEndsThemAllAndTakesNoOther() {
        var drains = of("drain", 3);
        drains.take(() -> givenUp.add("first"));
        drains.take(() -> givenUp.add("second"));

        drains.giveUp();

        assertThat(givenUp).containsExactlyInAnyOrder("first", "second");
        assertThat(drains.take(() -> {})).isNull();
        assertThat(drains.running()).isEqualTo(2);
    }
}
