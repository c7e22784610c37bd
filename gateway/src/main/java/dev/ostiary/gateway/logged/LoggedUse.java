package dev.ostiary.gateway.logged;

import dev.ostiary.gateway.authorization.AwsSide;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.review.UsageRecord;
import dev.ostiary.policy.synthesis.ObservedUse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects from access logs what each app of a scene was allowed and did. For one thread. */
public final class LoggedUse {
    /** Who refuses before the policies have allowed the call. */
    private static final Set<String> NOT_ALLOWED = Stream.of(
                    DeniedBy.TOKEN,
                    DeniedBy.IDENTITY,
                    DeniedBy.REQUEST,
                    DeniedBy.POLICY,
                    DeniedBy.PERMISSIONS_BOUNDARY,
                    DeniedBy.ORGANIZATION_POLICY)
            .map(DeniedBy::label)
            .collect(Collectors.toUnmodifiableSet());
    /** The log does not say which guardrail, job or other thing beside the model a call was about. */
    private static final List<String> NOT_LOGGED = Stream.concat(
                    AwsSide.BESIDE_THE_MODEL.stream(),
                    Stream.of(Operation.APPLY_GUARDRAIL.action(), Operation.GET_ASYNC_INVOKE.action()))
            .toList();

    private final Scene scene;
    private final Simulator simulator;
    private final Map<String, Set<PlannedCall>> calls = new HashMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;

    public LoggedUse(Scene scene, Simulator simulator) {
        this.scene = scene;
        this.simulator = simulator;
    }

    /** Reads one more log; order does not matter. */
    public void read(InputStream log) throws IOException {
        LogLines.read(log, "\"operation\"", this::add);
    }

    private void add(LoggedCall line) {
        Instant time = line.time();
        if (time == null) {
            return;
        }
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
        App app = scene.access().apps().get(line.text("app"));
        if (app != null && !NOT_ALLOWED.contains(line.text("deniedBy"))) {
            line.operation()
                    .filter(operation -> !operation.action().isEmpty() && !NOT_LOGGED.contains(operation.action()))
                    .map(operation -> planned(operation, line))
                    .ifPresent(call -> calls.computeIfAbsent(app.id(), none -> new LinkedHashSet<>())
                            .add(call));
        }
    }

    private static PlannedCall planned(Operation operation, LoggedCall line) {
        String region = line.text("region");
        return PlannedCall.of(operation, region.isEmpty() ? null : region, line.id());
    }

    /**
     * What was found.
     *
     * @param apps by app, also for those that did nothing; without those of {@code unclear}
     * @param unclear apps with calls of which nobody can say any more what they needed, with one such call each
     */
    public record Found(Map<String, UsageRecord> apps, Map<String, String> unclear) {}

    /** Empty when no line of the gateway was read. */
    public Optional<Found> found() {
        if (first == null || last == null) {
            return Optional.empty();
        }
        var from = LocalDate.ofInstant(first, ZoneOffset.UTC);
        var to = LocalDate.ofInstant(last, ZoneOffset.UTC);
        var records = new TreeMap<String, UsageRecord>();
        var unclear = new TreeMap<String, String>();
        for (App app : scene.apps()) {
            var uses = new ArrayList<ObservedUse>();
            for (PlannedCall call : calls.getOrDefault(app.id(), Set.of())) {
                List<ResourceUse> needed = simulator.needs(app, call);
                if (needed.isEmpty()) {
                    unclear.putIfAbsent(app.id(), call.operation().label() + " of `" + call.id() + "`");
                }
                needed.forEach(
                        use -> uses.add(new ObservedUse(use.action(), use.resource(), use.inferenceProfileArn())));
            }
            records.put(app.id(), new UsageRecord(from, to, uses, NOT_LOGGED));
        }
        records.keySet().removeAll(unclear.keySet());
        return Optional.of(new Found(records, unclear));
    }
}
