package dev.ostiary.emulator.catalogue;

import java.util.Set;

/**
 * A guardrail as the control plane lists it; calls take any other id too.
 *
 * @param profile id of its guardrail profile; empty when it is evaluated in its own Region only
 */
public record Guardrail(String id, String name, String profile, Set<String> regions) {
    public String arn(String region, String account) {
        return "arn:aws:bedrock:" + region + ":" + account + ":guardrail/" + id;
    }
}
