package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.route.Operation;
import dev.ostiary.policy.review.GatewayCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What AWS sees of the calls that the gateway makes. */
public final class AwsSide {
    /** Actions on what a call names beside its model. */
    public static final List<String> BESIDE_THE_MODEL =
            List.of("bedrock:RenderPrompt", "bedrock:InvokeTool", "s3:GetObject");

    /** For the catalogue, for a session per app, and for what asynchronous jobs write, which no policy of an app is asked for. */
    private static final List<String> OWN = List.of(
            "bedrock:ListFoundationModels",
            "bedrock:ListInferenceProfiles",
            "bedrock:ListPromptRouters",
            "bedrock:ListGuardrails",
            "sts:AssumeRole",
            "sts:TagSession",
            "s3:PutObject",
            "kms:Decrypt",
            "kms:GenerateDataKey");

    private AwsSide() {}

    /**
     * @param sessionTags whether calls are made with a session per app, which carries the app's tags
     * @param regions that are configured; empty when nobody knows
     */
    public static GatewayCalls of(boolean sessionTags, List<String> regions) {
        List<String> forApps = new ArrayList<>(BESIDE_THE_MODEL);
        forApps.addAll(actions(operation -> !operation.isLocal()));
        return new GatewayCalls(
                key -> ConditionKeys.isSeenByAws(key, sessionTags),
                key -> ConditionKeys.isDecidedAlikeByAws(key, sessionTags),
                forApps,
                OWN,
                new GatewayCalls.AtHome(actions(Operation::namesModel), regions));
    }

    private static List<String> actions(Predicate<Operation> which) {
        return Arrays.stream(Operation.values())
                .filter(which)
                .map(Operation::action)
                .distinct()
                .toList();
    }
}
