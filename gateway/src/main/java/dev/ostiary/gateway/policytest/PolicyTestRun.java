package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs tests against one scene. */
public final class PolicyTestRun {
    private final Scene scene;
    private final Simulator simulator;
    private final LongSupplier nanoTime;
    private final Findings findings;

    /**
     * @param nanoTime for the time that each test took
     * @param findings tests that cannot be answered; when it has grown, no outcome counts
     */
    public PolicyTestRun(Scene scene, Simulator simulator, LongSupplier nanoTime, Findings findings) {
        this.scene = scene;
        this.simulator = simulator;
        this.nanoTime = nanoTime;
        this.findings = findings;
    }

    public List<TestOutcome> run(List<PolicyTest> tests) {
        return tests.stream().map(this::run).toList();
    }

    private TestOutcome run(PolicyTest test) {
        long started = nanoTime.getAsLong();
        var failures = new ArrayList<String>();
        App app = scene.access().apps().get(test.app());
        if (app == null) {
            findings.add(
                    test.file(),
                    test.at(),
                    "test `" + test.name() + "`: there is no app `" + test.app() + "`",
                    Spelling.suggestion(test.app(), scene.access().apps().keySet(), "correct the name"));
        } else {
            var prober = new Prober(scene, simulator, app, test.context());
            for (Probe probe : test.probes()) {
                String failure = failure(test, probe, prober.ask(probe));
                if (failure != null) {
                    failures.add(probe.text() + ": " + failure);
                }
            }
        }
        return new TestOutcome(test, failures, Duration.ofNanos(nanoTime.getAsLong() - started));
    }

    private @Nullable String failure(PolicyTest test, Probe probe, ProbeAnswer answer) {
        return switch (answer) {
            case ProbeAnswer.Decided decided -> failure(test, decided);
            case ProbeAnswer.Unanswered unanswered -> {
                findings.add(
                        test.file(),
                        test.at(),
                        "test `" + test.name() + "`: " + probe.text() + " never reaches the policies: "
                                + unanswered.message(),
                        unanswered.fix());
                yield null;
            }
        };
    }

    private static @Nullable String failure(PolicyTest test, ProbeAnswer.Decided decided) {
        if (!decided.unknown().isEmpty()) {
            return "depends on what only a real request knows, put it into `context`: "
                    + String.join("; ", decided.unknown());
        }
        Refusal refusal = decided.refusal();
        if (test.mustBeAllowed()) {
            return refusal == null ? null : refusal.sentence() + " (" + refusal.advice() + ")";
        }
        if (refusal == null) {
            return "is allowed";
        }
        DeniedBy wanted = test.deniedBy();
        return wanted == null || wanted == refusal.deniedBy()
                ? null
                : "is refused by " + refusal.deniedBy().label() + ", not by " + wanted.label() + ": "
                        + refusal.sentence() + " (" + refusal.advice() + ")";
    }
}
