package dev.ostiary.gateway.policies;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A policy document that was read, and what it is used as. Grows by uses while a directory is read, in one thread. */
public final class PolicyRead {
    private final PolicySource source;
    private final PolicyKind kind;
    private final PolicyReading reading;
    /** By kind and the names of the companions: a document that many apps use in the same company is linted once. */
    private final Map<String, Use> uses = new LinkedHashMap<>();

    private PolicyRead(PolicySource source, PolicyKind kind) {
        this.source = source;
        this.kind = kind;
        this.reading = PolicyReader.read(source.text(), kind);
    }

    static PolicyRead of(PolicySource source, PolicyKind kind) {
        return new PolicyRead(source, kind);
    }

    /** @param companions documents of the same layer that the same app has beside this one */
    public record Use(PolicyKind kind, List<PolicyDocument> companions) {}

    /** @param name as only this document is called in the whole directory */
    record Companion(String name, PolicyDocument document) {}

    void use(PolicyKind as, Collection<Companion> companions) {
        String names = companions.stream().map(Companion::name).sorted().collect(Collectors.joining("/"));
        uses.computeIfAbsent(
                as + " " + names,
                key -> new Use(as, companions.stream().map(Companion::document).toList()));
    }

    /** Empty for a document that nobody has used; then what it would be read as counts. */
    public Collection<Use> uses() {
        return uses.values();
    }

    public PolicySource source() {
        return source;
    }

    public PolicyKind kind() {
        return kind;
    }

    public Optional<PolicyDocument> document() {
        return reading instanceof PolicyReading.Accepted accepted ? Optional.of(accepted.document()) : Optional.empty();
    }

    public List<PolicyProblem> problems() {
        return reading instanceof PolicyReading.Rejected rejected ? rejected.problems() : List.of();
    }
}
