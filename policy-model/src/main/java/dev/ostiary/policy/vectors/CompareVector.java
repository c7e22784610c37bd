package dev.ostiary.policy.vectors;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;

/** Answers vectors of kinds {@code compare} and {@code access-not-granted}; what is unknown counts as FAIL. */
final class CompareVector {
    private final AccessComparer comparer = new AccessComparer();

    String compare(Fields vector) {
        return answer(comparer.grantsNoMore(documents(vector, "existing"), documents(vector, "new")));
    }

    String accessNotGranted(Fields vector) {
        Fields access = vector.object("access");
        return answer(
                comparer.doesNotGrant(documents(vector, "policy"), access.texts("actions"), access.texts("resources")));
    }

    private static String answer(ComparisonResult result) {
        return "\"result\":\"" + (result.passed() ? "PASS" : "FAIL") + "\"";
    }

    private static List<PolicyDocument> documents(Fields vector, String name) {
        return EvaluateVector.documents(List.of(vector.get(name)), PolicyKind.IDENTITY).stream()
                .map(NamedPolicy::document)
                .toList();
    }
}
