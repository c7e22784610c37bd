package dev.ostiary.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.AccessStore;
import dev.ostiary.gateway.store.LintNotes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessChecksTest {
    @Test
    void remarksOfLintAreCountedAndLeaveTheGatewayReady() {
        var snapshot = new AccessSnapshot(1, Instant.EPOCH, Map.of(), Map.of());

        var response = ReadinessChecks.access(
                new AccessStore.Status(snapshot, true, List.of(), new LintNotes(2, 5, List.of())));

        assertThat(response.getStatus()).hasToString("UP");
        assertThat(response.getData())
                .hasValueSatisfying(data ->
                        assertThat(data).containsEntry("lint.security", 2L).containsEntry("lint.warnings", 5L));
    }
}
