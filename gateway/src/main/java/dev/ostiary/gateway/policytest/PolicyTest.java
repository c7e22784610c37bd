package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.yaml.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One test of a file: all its probes must be allowed, or none.
 *
 * @param file as named on the command line, or relative to the directory
 * @param mustBeAllowed {@code can} or {@code cannot}
 * @param probes never empty: every operation on every model
 * @param context condition keys that the call would bring
 * @param deniedBy the layer that must refuse; null for any
 */
public record PolicyTest(
        String file,
        Position at,
        String name,
        String app,
        boolean mustBeAllowed,
        List<Probe> probes,
        Map<String, List<String>> context,
        @Nullable DeniedBy deniedBy) {
    public PolicyTest {
        probes = List.copyOf(probes);
        context = Map.copyOf(context);
        if (probes.isEmpty()) {
            throw new IllegalArgumentException("a test without probes cannot fail");
        }
    }
}
