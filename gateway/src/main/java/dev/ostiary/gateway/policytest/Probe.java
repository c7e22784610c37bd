package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.bedrock.PlannedCall;
import org.jspecify.annotations.Nullable;

/** One question of a test. */
public sealed interface Probe {
    /** A call of the gateway, resolved as a real one would be. */
    record Call(PlannedCall call) implements Probe {}

    /**
     * An IAM action on a resource, as the policies see it; also for what the gateway does not offer.
     *
     * @param region {@code aws:RequestedRegion}; null for the app's own
     */
    record Action(String action, String resource, @Nullable String region) implements Probe {}

    /** {@return what is asked, for people} */
    default String text() {
        return switch (this) {
            case Call call ->
                call.call().operation().label()
                        + (call.call().id().isEmpty()
                                ? ""
                                : " of `" + call.call().id() + "`");
            case Action action -> action.action() + " on `" + action.resource() + "`";
        };
    }
}
