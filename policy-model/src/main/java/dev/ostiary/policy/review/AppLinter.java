package dev.ostiary.policy.review;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.evaluation.PolicyLayers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lints the documents of one app together: {@code LP_WIDER_THAN_BOUNDARY}, {@code GW_SESSION_WIDER} and, with a record of
 * what the app used, {@code LP_UNUSED_ACCESS}. What one document shows by itself is a matter for
 * {@link dev.ostiary.policy.lint.Linter}. Immutable and safe for several threads; make one and keep it, since it reads
 * tables once. Compares documents, so its time grows with the square of their statements: for people and builds, not for
 * requests.
 */
public final class AppLinter {
    private final AccessComparer comparer = new AccessComparer();

    /**
     * {@return what there is to say, in the order of the layers' documents and of their text}
     *
     * @param layers all documents of the app
     * @param usage what the app was seen to use; null when nobody looked, then nothing is said about it
     */
    public List<DocumentFinding> lint(PolicyLayers layers, @Nullable UsageRecord usage) {
        List<DocumentFinding> found = new ArrayList<>();
        new LimitRules(comparer).check(layers, found);
        if (usage != null) {
            new UsageRules(usage).check(layers.identity(), found);
        }
        return List.copyOf(found);
    }
}
