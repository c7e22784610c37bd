package dev.ostiary.gateway.model;

import java.util.regex.Pattern;

/**
 * How AWS spells the ids in ARNs of models (shapes {@code InvokeModelIdentifier} and {@code ConversationalModelId}). Held to strictly where
 * the id is decided on as named: another case, a leading zero or a second path could be one thing to a policy and another to Bedrock.
 */
final class ArnIds {
    private static final Pattern MODEL = Pattern.compile("[a-z0-9.:-]+");
    private static final Pattern CUSTOM_MODEL = Pattern.compile("[a-z0-9.:-]+(/[a-z0-9]+)?");
    private static final Pattern RANDOM = Pattern.compile("[a-z0-9-]+");
    private static final Pattern PROMPT = Pattern.compile("[0-9a-zA-Z]+(:[1-9][0-9]{0,4})?");
    private static final Pattern ENDPOINT = Pattern.compile("[a-zA-Z0-9-]+");

    private ArnIds() {}

    /** Whether the id is one of the ARN's type; true for types that are looked up, where only what is listed counts. */
    static boolean isSound(Arn arn) {
        return switch (arn.type()) {
            case "foundation-model" -> MODEL.matcher(arn.id()).matches();
            case "custom-model" -> CUSTOM_MODEL.matcher(arn.id()).matches();
            case "provisioned-model", "custom-model-deployment", "imported-model" ->
                RANDOM.matcher(arn.id()).matches();
            case "prompt" -> PROMPT.matcher(arn.id()).matches();
            case "endpoint" -> ENDPOINT.matcher(arn.id()).matches();
            default -> true;
        };
    }
}
