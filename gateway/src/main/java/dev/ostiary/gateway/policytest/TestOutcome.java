package dev.ostiary.gateway.policytest;

import java.time.Duration;
import java.util.List;

/**
 * What became of one test.
 *
 * @param failures one per probe that was not answered as the test demands; empty when it passed
 */
public record TestOutcome(PolicyTest test, List<String> failures, Duration took) {
    public TestOutcome {
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
