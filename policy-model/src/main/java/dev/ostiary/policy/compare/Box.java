package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.TooComplexException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A product of sets, one per dimension of a {@link Space}; each set is a set of that dimension's samples. Immutable: no
 * method changes its box, and the sets never leave the room.
 */
record Box(List<BitSet> sides) {
    boolean isEmpty() {
        return sides.stream().anyMatch(BitSet::isEmpty);
    }

    boolean sharesActions(Box other) {
        return sides.getFirst().intersects(other.sides.getFirst());
    }

    Box and(int dimension, BitSet limit) {
        List<BitSet> limited = new ArrayList<>(sides);
        BitSet side = (BitSet) sides.get(dimension).clone();
        side.and(limit);
        limited.set(dimension, side);
        return new Box(limited);
    }

    Box and(Box other) {
        Box both = this;
        for (int i = 0; i < sides.size(); i++) {
            both = both.and(i, other.sides.get(i));
        }
        return both;
    }

    /** {@return what is left of this box without the other: disjoint boxes, none of them empty} */
    List<Box> without(Box other) {
        if (and(other).isEmpty()) {
            return List.of(this);
        }
        List<Box> left = new ArrayList<>();
        Box rest = this;
        for (int i = 0; i < sides.size(); i++) {
            BitSet outside = (BitSet) rest.sides.get(i).clone();
            outside.andNot(other.sides.get(i));
            Box part = rest.and(i, outside);
            if (!part.isEmpty()) {
                left.add(part);
            }
            rest = rest.and(i, other.sides.get(i));
        }
        return left;
    }

    /** {@return what is left of these boxes without the others} */
    static List<Box> without(List<Box> boxes, List<Box> others, int most) {
        List<Box> left = boxes.stream().filter(box -> !box.isEmpty()).toList();
        for (Box other : others) {
            left = left.stream().flatMap(box -> box.without(other).stream()).toList();
            if (left.size() > most) {
                throw new TooComplexException("the statements overlap in more than " + most + " ways");
            }
        }
        return left;
    }
}
