package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.keys.KeyState;
import dev.ostiary.gateway.store.AccessStore;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * When the gateway is ready: after the first good access snapshot and the first keys of each issuer, until it drains. A reload that
 * does not validate, or an issuer that is down later, changes nothing: what was good serves on.
 */
final class ReadinessChecks {
    private static final int SHOWN_FINDINGS = 20;

    private ReadinessChecks() {}

    static HealthCheckResponse access(AccessStore.Status status) {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("access")
                .status(status.snapshot().version() > 0)
                .withData("snapshot", status.snapshot().version())
                .withData("lastReload", status.lastReloadSucceeded() ? "good" : "rejected")
                .withData("lint.security", status.notes().security())
                .withData("lint.warnings", status.notes().warnings());
        var findings = status.findings();
        for (int i = 0; i < Math.min(findings.size(), SHOWN_FINDINGS); i++) {
            check.withData("finding." + (i + 1), findings.get(i).toText());
        }
        return check.build();
    }

    /** @param were whether all issuers of an earlier moment had keys: an issuer added later makes nobody unready */
    static HealthCheckResponse keys(List<KeyState> states, boolean were) {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("keys").status(were || areLoaded(states));
        for (KeyState state : states) {
            String problem = state.problem();
            check.withData(state.issuer(), problem == null ? state.keys() + " keys" : problem);
        }
        return check.build();
    }

    static boolean areLoaded(List<KeyState> states) {
        return states.stream().allMatch(KeyState::firstLoaded);
    }

    static HealthCheckResponse draining(boolean draining) {
        return HealthCheckResponse.named("draining").status(!draining).build();
    }
}
