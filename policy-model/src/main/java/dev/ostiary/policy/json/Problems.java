package dev.ostiary.policy.json;

import dev.ostiary.policy.policy.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems while a document is read. Mutable; used by one reading in one thread. */
public final class Problems {
    private record Found(Stage stage, PolicyProblem problem) {}

    private final List<Found> found = new ArrayList<>();

    public void add(Stage stage, Position position, String code, String message, String fix) {
        found.add(new Found(stage, PolicyProblem.at(position, code, message, fix)));
    }

    public void syntax(Position position, String code, String message, String fix) {
        add(Stage.SYNTAX, position, code, message, fix);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** {@return whether the document's structure itself is wrong, so that evaluating it would mean to guess} */
    public boolean areStructural() {
        return found.stream().anyMatch(each -> switch (each.stage()) {
            case SYNTAX, LEGACY_PARSING, ACTIONS_PRESENT, RESOURCES_PRESENT, PRINCIPAL -> true;
            case CHARACTERS, VERSION, SID, RESOURCE_FORMAT, VENDOR, GATEWAY -> false;
        });
    }

    /** {@return all problems, in the order of IAM's checks, then in the order of the text} */
    public List<PolicyProblem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(Found::stage)
                        .thenComparing(each -> each.problem().line())
                        .thenComparing(each -> each.problem().column()))
                .map(Found::problem)
                .toList();
    }
}
