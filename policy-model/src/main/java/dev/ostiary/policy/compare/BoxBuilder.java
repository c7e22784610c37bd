package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.ResourceMatch;
import dev.ostiary.policy.cells.Symbols;
import dev.ostiary.policy.cells.Taking;
import dev.ostiary.policy.cells.Variant;
import dev.ostiary.policy.condition.CompiledCondition;
import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the boxes of statements: for each sample it asks the same matching code as the evaluator. */
final class BoxBuilder {
    /** What to do with a variable in NotResource, which no box can describe exactly. */
    enum Rounding {
        /** The box may be larger than the statement. */
        UP,
        /** The box may be smaller. */
        DOWN
    }

    private final Space space;
    private final Symbols symbols;

    BoxBuilder(Space space, Symbols symbols) {
        this.space = space;
        this.symbols = symbols;
    }

    List<Box> boxes(List<Side> sides, Rounding rounding) {
        return sides.stream().flatMap(side -> boxes(side, rounding).stream()).toList();
    }

    List<Box> boxes(Side side, Rounding rounding) {
        if (side.isNotResource() && side.hasResourceVariables() && rounding == Rounding.DOWN) {
            return List.of();
        }
        Box base = space.everything().and(0, actions(side));
        for (OperatorBlock block : side.statement().conditions()) {
            for (KeyCondition key : block.keys()) {
                base = condition(base, side, block.operator(), key);
            }
        }
        return resources(base, side).stream().filter(box -> !box.isEmpty()).toList();
    }

    private BitSet actions(Side side) {
        List<Glob> globs = side.statement().actions().texts().stream()
                .map(Glob::ignoringCase)
                .toList();
        BitSet covered = new BitSet();
        for (int i = 0; i < space.actions().size(); i++) {
            String action = space.actions().get(i);
            boolean listed = globs.stream().anyMatch(glob -> glob.matches(action));
            covered.set(i, listed != side.statement().actions().negated());
        }
        return covered;
    }

    private Box condition(Box base, Side side, String operator, KeyCondition key) {
        if (side.isOpaque(operator, key)) {
            BitSet yes = new BitSet();
            yes.set(1);
            return base.and(space.dimensionOf(OpaqueCondition.of(operator, key)), yes);
        }
        CompiledCondition compiled =
                CompiledCondition.compile(operator, key, side.statement().effect(), side.variables());
        int dimension = space.dimensionOfKey(AsciiCase.lower(key.key()));
        List<Optional<ContextValue>> samples = space.values().get(dimension - 2);
        BitSet holding = new BitSet();
        for (int i = 0; i < samples.size(); i++) {
            holding.set(i, compiled.holds(Witnesses.with(RequestContext.empty(), key.key(), samples.get(i))));
        }
        return base.and(dimension, holding);
    }

    private List<Box> resources(Box base, Side side) {
        List<String> plain = side.resources().stream()
                .filter(text -> !Variant.hasVariables(text, side.variables()))
                .toList();
        List<Box> boxes = new ArrayList<>();
        if (side.isNotResource() || !plain.isEmpty()) {
            boxes.add(base.and(1, covered(side, plain)));
        }
        if (!side.isNotResource()) {
            side.resources().stream()
                    .filter(text -> Variant.hasVariables(text, side.variables()))
                    .flatMap(text -> Variant.of(text, symbols).stream())
                    .forEach(variant -> boxes.add(variant(base, side, variant)));
        }
        return boxes;
    }

    private Box variant(Box base, Side side, Variant variant) {
        Box box = base.and(1, covered(side, List.of(variant.text())));
        for (Map.Entry<String, Taking> key : variant.takings().entrySet()) {
            int dimension = space.dimensionOfKey(key.getKey());
            List<Optional<ContextValue>> samples = space.values().get(dimension - 2);
            BitSet fitting = new BitSet();
            for (int i = 0; i < samples.size(); i++) {
                ContextValue sample = samples.get(i).orElse(null);
                // a multivalued key gives a variable no value
                fitting.set(
                        i,
                        switch (sample) {
                            case null -> key.getValue().fits(null);
                            case ContextValue.Single single -> key.getValue().fits(single.text());
                            case ContextValue.Multiple ignored -> false;
                        });
            }
            box = box.and(dimension, fitting);
        }
        return box;
    }

    private BitSet covered(Side side, List<String> texts) {
        List<ResourceMatch> patterns = texts.stream()
                .map(text -> new ResourceMatch(text, side.variables()))
                .toList();
        boolean certain = (side.statement().effect() == Effect.ALLOW) != side.isNotResource();
        BitSet covered = new BitSet();
        for (int i = 0; i < space.resources().size(); i++) {
            String resource = space.resources().get(i);
            boolean listed = patterns.stream()
                    .anyMatch(pattern -> certain ? pattern.certainly(resource) : pattern.possibly(resource));
            covered.set(i, listed != side.isNotResource());
        }
        return covered;
    }
}
