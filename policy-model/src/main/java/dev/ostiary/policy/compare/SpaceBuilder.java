package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.KeyCandidates;
import dev.ostiary.policy.cells.NameCells;
import dev.ostiary.policy.cells.ResourceForm;
import dev.ostiary.policy.cells.Symbols;
import dev.ostiary.policy.cells.Variant;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.context.ContextValue;
import dev.ostiary.policy.facts.KeyFacts;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what statements tell apart. Mutable; used by one comparison. */
final class SpaceBuilder {
    private static final int MOST_LISTED = 10;
    private static final String SAMPLE = "sample";

    private final NameCells names;
    private final KeyFacts keyFacts;
    private final Symbols symbols = new Symbols();
    private final Set<String> actions = new LinkedHashSet<>();
    private final Set<ResourceForm> resources = new LinkedHashSet<>();
    private final Map<String, KeyCandidates> keys = new LinkedHashMap<>();
    private final Set<String> listed = new LinkedHashSet<>();
    private final Set<OpaqueCondition> opaque = new LinkedHashSet<>();
    private boolean complete = true;

    SpaceBuilder(NameCells names, KeyFacts keyFacts) {
        this.names = names;
        this.keyFacts = keyFacts;
    }

    Symbols symbols() {
        return symbols;
    }

    boolean isComplete() {
        return complete;
    }

    void addAll(List<Side> sides) {
        sides.forEach(this::noteSingledValues);
        sides.forEach(this::add);
    }

    private void noteSingledValues(Side side) {
        for (OperatorBlock block : side.statement().conditions()) {
            Operator operator = Operator.parse(block.operator());
            if (operator != null && operator.comparison() == Comparison.STRING_EQUALS) {
                block.keys().stream()
                        .filter(key -> !side.isOpaque(block.operator(), key))
                        .forEach(key -> key.values()
                                .forEach(value -> symbols.single(AsciiCase.lower(key.key()), value.text())));
            }
        }
    }

    private void add(Side side) {
        actions.addAll(side.statement().actions().texts());
        side.resources().forEach(text -> addResource(text, side.variables()));
        for (OperatorBlock block : side.statement().conditions()) {
            block.keys().forEach(key -> addCondition(block.operator(), key, side));
        }
    }

    private void addResource(String text, boolean variables) {
        if (!Variant.hasVariables(text, variables)) {
            resources.add(new ResourceForm(text, variables));
            return;
        }
        for (Variant variant : Variant.of(text, symbols)) {
            resources.add(new ResourceForm(variant.text(), true));
            variant.takings().keySet().forEach(key -> keys.computeIfAbsent(key, any -> new KeyCandidates()));
        }
    }

    private void addCondition(String operatorText, KeyCondition condition, Side side) {
        String key = AsciiCase.lower(condition.key());
        Operator operator = Operator.parse(operatorText);
        if (keyFacts.isMultivalued(key) || isQuantified(operator)) {
            listed.add(key);
        }
        if (side.isOpaque(operatorText, condition)) {
            opaque.add(OpaqueCondition.of(operatorText, condition));
            return;
        }
        KeyCandidates candidates = keys.computeIfAbsent(key, any -> new KeyCandidates());
        if (operator == null) {
            return;
        }
        for (ConditionValue value : condition.values()) {
            candidates.add(operator, value.text(), side.variables());
        }
    }

    private static boolean isQuantified(@Nullable Operator operator) {
        return operator != null && operator.quantifier() != Quantifier.NONE && operator.comparison() != Comparison.NULL;
    }

    Space build() {
        List<List<Optional<ContextValue>>> values = new ArrayList<>();
        for (Map.Entry<String, KeyCandidates> key : keys.entrySet()) {
            if (listed.contains(key.getKey())) {
                key.getValue().tellEmptyTextApart();
            }
            complete &= key.getValue().areComplete();
            values.add(samples(key.getKey(), key.getValue()));
        }
        return new Space(
                names.actions(actions),
                names.resources(resources),
                List.copyOf(keys.keySet()),
                values,
                List.copyOf(opaque));
    }

    private List<Optional<ContextValue>> samples(String key, KeyCandidates candidates) {
        List<String> singles = new ArrayList<>(candidates.singles());
        singles.replaceAll(text -> text.isEmpty() && singles.size() == 1 ? SAMPLE : text);
        List<Optional<ContextValue>> samples = new ArrayList<>();
        samples.add(Optional.empty());
        singles.forEach(text -> samples.add(Optional.of(new ContextValue.Single(text))));
        if (listed.contains(key)) {
            if (singles.size() > MOST_LISTED) {
                complete = false;
            }
            lists(singles).forEach(texts -> samples.add(Optional.of(new ContextValue.Multiple(texts))));
        }
        return samples;
    }

    /** {@return every list of different values; with many values only the shortest, and the whole} */
    private static List<List<String>> lists(List<String> texts) {
        List<List<String>> lists = new ArrayList<>();
        if (texts.size() > MOST_LISTED) {
            lists.add(texts);
            texts.forEach(text -> lists.add(List.of(text)));
            return lists;
        }
        for (int choice = 0; choice < 1 << texts.size(); choice++) {
            List<String> list = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if ((choice >> i & 1) == 1) {
                    list.add(texts.get(i));
                }
            }
            lists.add(list);
        }
        return lists;
    }
}
