package dev.ostiary.policy.compare;

import dev.ostiary.policy.context.ContextValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The dimensions that two documents tell requests apart by, each with one sample of every cell.
 *
 * @param actions samples of actions
 * @param resources samples of resources; an opaque character stands for a variable's value
 * @param keys condition keys in lower case
 * @param values for each key its samples; an empty one is an absent key
 * @param opaque conditions whose values hold variables: each counts as true or false, whatever the rest
 */
record Space(
        List<String> actions,
        List<String> resources,
        List<String> keys,
        List<List<Optional<ContextValue>>> values,
        List<OpaqueCondition> opaque) {
    private static final int FIRST_KEY = 2;

    Box everything() {
        List<BitSet> sides = new ArrayList<>();
        sides.add(all(actions.size()));
        sides.add(all(resources.size()));
        values.forEach(each -> sides.add(all(each.size())));
        opaque.forEach(each -> sides.add(all(2)));
        return new Box(sides);
    }

    int dimensionOfKey(String lowerCaseKey) {
        return FIRST_KEY + keys.indexOf(lowerCaseKey);
    }

    int dimensionOf(OpaqueCondition condition) {
        return FIRST_KEY + keys.size() + opaque.indexOf(condition);
    }

    private static BitSet all(int size) {
        BitSet all = new BitSet(size);
        all.set(0, size);
        return all;
    }
}
