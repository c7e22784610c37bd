package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.NameCells;
import dev.ostiary.policy.cells.TooComplexException;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.facts.KeyFacts;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares what identity policies grant. A statement is a product of sets (actions, resources, values of each condition
 * key); every dimension is split into the finitely many cells that the documents tell apart, and the products are
 * subtracted exactly. Passes only when proven; fails only with a request that the evaluator confirms; anything else is
 * unknown. Requests are taken to be well formed: an ARN of six fields or {@code *}, and one value for a key unless some
 * condition or the key's type speaks of several. Immutable and safe for several threads; make one and keep it, since it reads its table once.
 */
public final class AccessComparer {
    private static final int MOST_BOXES = 20_000;
    private static final int MOST_WITNESSES = 50;

    private final NameCells names;
    private final KeyFacts keyFacts;

    /**
     * Makes a comparer with the tables of this library.
     *
     * @throws IllegalStateException when the jar lacks them
     */
    public AccessComparer() {
        AuthorizationTable table = AuthorizationTable.read();
        this.names = new NameCells(table);
        this.keyFacts = new KeyFacts(table);
    }

    /**
     * {@return whether the new documents together grant nothing that the existing ones do not} Never throws: what is too
     * large to compare is unknown. No document grants nothing, so an empty list is inside every other.
     *
     * @param existing identity policies of version 2012-10-17 or older, in any order
     * @param changed the same of the new side
     */
    public ComparisonResult grantsNoMore(List<PolicyDocument> existing, List<PolicyDocument> changed) {
        try {
            return compare(existing, changed);
        } catch (TooComplexException tooComplex) {
            return new ComparisonResult.Unknown(tooComplex.reason());
        }
    }

    /**
     * {@return whether all layers of the new set together grant nothing that those of the existing set do not} Unknown is more
     * frequent than for identity policies alone: when an inner layer grows and an outer one stops that, it is proven only for
     * outer layers that allow all but what they deny, or one product of actions and resources.
     */
    public ComparisonResult grantsNoMore(PolicySet existing, PolicySet changed) {
        return new LayeredComparison(this, existing, changed).answer();
    }

    /**
     * {@return whether the documents grant none of these actions on none of these resources}
     *
     * @param actions names or patterns; empty = any action
     * @param resources ARNs or patterns; empty = any resource
     */
    public ComparisonResult doesNotGrant(List<PolicyDocument> documents, List<String> actions, List<String> resources) {
        try {
            return ask(documents, actions.isEmpty() ? List.of("*") : actions, resources);
        } catch (TooComplexException tooComplex) {
            return new ComparisonResult.Unknown(tooComplex.reason());
        }
    }

    private ComparisonResult compare(List<PolicyDocument> existing, List<PolicyDocument> changed) {
        Change change = Change.of(existing, changed);
        if (change.isNone()) {
            return new ComparisonResult.Pass();
        }
        SpaceBuilder builder = new SpaceBuilder(names, keyFacts);
        builder.addAll(change.all());
        Space space = builder.build();
        BoxBuilder boxes = new BoxBuilder(space, builder.symbols());
        List<Box> denied = boxes.boxes(change.newDenies(), BoxBuilder.Rounding.DOWN);
        List<Box> granted = Box.without(boxes.boxes(change.newAllows(), BoxBuilder.Rounding.UP), denied, MOST_BOXES);
        List<Box> gained = Box.without(boxes.boxes(change.changedAllows(), BoxBuilder.Rounding.UP), denied, MOST_BOXES);
        List<Box> suspicious = new ArrayList<>(
                Box.without(gained, boxes.boxes(change.oldAllows(), BoxBuilder.Rounding.DOWN), MOST_BOXES));
        List<Side> relevantDenies = change.liftedDenies().stream()
                .filter(side -> boxes.boxes(side, BoxBuilder.Rounding.UP).stream()
                        .anyMatch(box -> granted.stream().anyMatch(box::sharesActions)))
                .toList();
        for (Box lifted : boxes.boxes(relevantDenies, BoxBuilder.Rounding.UP)) {
            granted.stream().map(lifted::and).filter(box -> !box.isEmpty()).forEach(suspicious::add);
        }
        PolicySet before = set(existing);
        PolicySet after = set(changed);
        boolean exact = builder.isComplete()
                && !hidesVariables(
                        Stream.concat(change.oldAllows().stream(), change.newAllows().stream()),
                        Stream.concat(relevantDenies.stream(), excluding(change.oldAllows(), change.newDenies())));
        return judge(
                suspicious,
                new Witnesses(space, builder.symbols()),
                exact,
                part -> after.decide(part).isAllowed() && !before.decide(part).isAllowed());
    }

    /** Statements that exclude resources: there a box that is rounded down is not a smaller access. */
    private static Stream<Side> excluding(List<Side> oldAllows, List<Side> newDenies) {
        return Stream.concat(oldAllows.stream(), newDenies.stream()).filter(Side::isNotResource);
    }

    /** A variable's value may be spelled out where something is taken away, or the other way round: boxes cannot see that. */
    private static boolean hidesVariables(Stream<Side> allows, Stream<Side> takingAway) {
        List<Side> away = takingAway.toList();
        return !away.isEmpty() && Stream.concat(allows, away.stream()).anyMatch(Side::hasResourceVariables);
    }

    private ComparisonResult ask(List<PolicyDocument> documents, List<String> actions, List<String> resources) {
        List<Side> allows = Side.of(documents, Effect.ALLOW);
        List<Side> denies = Side.of(documents, Effect.DENY);
        Side question = question(actions, resources);
        SpaceBuilder builder = new SpaceBuilder(names, keyFacts);
        builder.addAll(Stream.of(allows, denies, List.of(question))
                .flatMap(List::stream)
                .toList());
        Space space = builder.build();
        BoxBuilder boxes = new BoxBuilder(space, builder.symbols());
        List<Box> asked = boxes.boxes(question, BoxBuilder.Rounding.UP);
        List<Box> granted = boxes.boxes(allows, BoxBuilder.Rounding.UP).stream()
                .flatMap(allow -> asked.stream().map(allow::and))
                .toList();
        List<Box> suspicious = Box.without(granted, boxes.boxes(denies, BoxBuilder.Rounding.DOWN), MOST_BOXES);
        PolicySet set = set(documents);
        PolicySet questions = set(List.of(PolicyDocument.of(List.of(question.statement()))));
        boolean exact = builder.isComplete()
                && (resources.isEmpty() || allows.stream().noneMatch(Side::hasResourceVariables))
                && !hidesVariables(Stream.concat(allows.stream(), denies.stream()), excluding(List.of(), denies));
        return judge(
                suspicious,
                new Witnesses(space, builder.symbols()),
                exact,
                part -> set.decide(part).isAllowed() && questions.decide(part).isAllowed());
    }

    private static ComparisonResult judge(
            List<Box> suspicious, Witnesses witnesses, boolean exact, Predicate<AuthorizationPart> confirms) {
        for (Box box : suspicious.subList(0, Math.min(MOST_WITNESSES, suspicious.size()))) {
            for (AuthorizationPart part : witnesses.of(box)) {
                if (confirms.test(part)) {
                    return new ComparisonResult.Fail(part);
                }
            }
        }
        if (!suspicious.isEmpty()) {
            return new ComparisonResult.Unknown("access may be granted, but no request that shows it was found");
        }
        return exact
                ? new ComparisonResult.Pass()
                : new ComparisonResult.Unknown("the conditions or variables cannot be compared exactly");
    }

    private static Side question(List<String> actions, List<String> resources) {
        Statement statement = new Statement(
                new StatementLabel(0, null, Position.NONE),
                Effect.ALLOW,
                null,
                list(actions),
                list(resources.isEmpty() ? List.of("*") : resources),
                List.of());
        return new Side(statement, true);
    }

    private static PatternList list(List<String> texts) {
        return new PatternList(
                false,
                false,
                texts.stream()
                        .map(text -> new PatternEntry(text, Position.NONE))
                        .toList());
    }

    private static PolicySet set(List<PolicyDocument> documents) {
        return PolicySet.ofIdentity(documents.stream()
                .map(document -> new NamedPolicy("compared", document))
                .toList());
    }
}
