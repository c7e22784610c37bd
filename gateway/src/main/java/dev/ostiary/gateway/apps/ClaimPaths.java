package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.YamlObject;

/** Claim paths as access files write them. */
final class ClaimPaths {
    private ClaimPaths() {}

    /** The path, or {@code otherwise} when the text is none; then a finding was added. */
    static ClaimPath parse(YamlObject file, Position at, String text, ClaimPath otherwise) {
        try {
            return ClaimPath.parse(text);
        } catch (IllegalArgumentException e) {
            file.report(at, "`" + text + "` is not a claim path", String.valueOf(e.getMessage()));
            return otherwise;
        }
    }
}
