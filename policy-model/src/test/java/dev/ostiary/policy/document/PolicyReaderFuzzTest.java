package dev.ostiary.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostiary.policy.policy.PolicyKind;

/**
 * No bytes make the reader throw or hang, and what it accepts is written so that it reads back the same. The normal build
 * replays the seeds in {@code src/test/resources}; {@code JAZZER_FUZZ=1 mvn -pl policy-model test
 * -Dtest=PolicyReaderFuzzTest} looks for more.
 */
class PolicyReaderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void everyInputIsAcceptedOrRejected(byte[] bytes) {
        for (PolicyKind kind : PolicyKind.values()) {
            switch (PolicyReader.read(bytes, kind)) {
                case PolicyReading.Rejected rejected ->
                    assertThat(rejected.problems()).isNotEmpty();
                case PolicyReading.Accepted accepted -> {
                    String written = PolicyWriter.writeCompact(accepted.document());

                    assertThat(PolicyReader.read(written, kind))
                            .isInstanceOfSatisfying(
                                    PolicyReading.Accepted.class,
                                    again -> assertThat(PolicyWriter.writeCompact(again.document()))
                                            .isEqualTo(written));
                }
            }
        }
    }
}
