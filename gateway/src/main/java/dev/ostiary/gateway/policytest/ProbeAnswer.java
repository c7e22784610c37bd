package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a probe was answered. */
sealed interface ProbeAnswer {
    /**
     * The policies have been asked, or the app is switched off.
     *
     * @param refusal null when it may go on
     * @param unknown what the answer hangs on that only a real request knows, for example its address; empty when it holds for all
     */
    record Decided(@Nullable Refusal refusal, List<String> unknown) implements ProbeAnswer {
        public Decided {
            unknown = List.copyOf(unknown);
        }
    }

    /** It never reached the policies: whatever the test says would be proven by accident. */
    record Unanswered(String message, String fix) implements ProbeAnswer {}
}
