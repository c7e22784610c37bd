package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.explanation.Dependence;
import dev.ostiary.policy.explanation.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway would answer to a call.
 *
 * @param region the Region that it would go to
 * @param refusal what the caller would read; null when the call may go on
 * @param explanation what the policies say; null when it is refused before they are asked, and for what needs no policy
 * @param dependence how far that holds for real requests
 * @param notes what the reader should know beside it
 */
public record Answer(
        App app,
        PlannedCall call,
        String region,
        @Nullable Refusal refusal,
        @Nullable Explanation explanation,
        Dependence dependence,
        List<String> notes) {

    public boolean isAllowed() {
        return refusal == null;
    }

    /** {@code allowed}, {@code explicitDeny} or {@code implicitDeny}; what is refused without a policy was allowed by none. */
    public String decision() {
        if (refusal == null) {
            return "allowed";
        }
        boolean explicit =
                explanation != null && explanation.decision() instanceof Decision.Denied denied && denied.explicit();
        return explicit ? "explicitDeny" : "implicitDeny";
    }
}
