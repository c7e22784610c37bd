package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LayerLint;
import dev.ostiary.gateway.policies.PolicyRead;
import dev.ostiary.gateway.policies.PolicyShelf;
import dev.ostiary.gateway.policies.PolicySource;
import dev.ostiary.gateway.policies.WaiverReader;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.lint.Linter;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.remedy.WaivedFindings;
import dev.ostiary.policy.remedy.Waiver;
import dev.ostiary.policy.rule.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lints the documents of a directory, each by what it is used as and beside what. Remembers its last answers, so that a reload costs
 * what has changed. For one thread.
 */
final class PolicyLint {
    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyLint.class);
    private static final Linter LINTER = new Linter();
    /** Asks every rule once. */
    private static final String ANY_DOCUMENT = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "bedrock:InvokeModel",
              "Resource": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"}}
            """;

    private final AccessRules rules;
    private Map<Question, List<Finding>> last = new HashMap<>();
    private LintFacts facts = LintFacts.NONE;

    PolicyLint(AccessRules rules) {
        this.rules = rules;
    }

    /** Once per process, before the first document comes: reading the tables and the first question take far longer than any other. */
    static void readTables() {
        List<Finding> ignored = LINTER.lint(ANY_DOCUMENT, PolicyKind.IDENTITY, LintFacts.NONE);
        LOGGER.atDebug().addKeyValue("findings", ignored.size()).log("lint is ready");
    }

    private record Question(String text, PolicyKind kind, List<PolicyDocument> companions, LocalDate today) {}

    /** One for each document, in the order in which they were read; waivers' files follow when there is something to say of them. */
    List<LintedFile> lint(PolicyShelf shelf) {
        return lint(shelf, Map.of());
    }

    /** @param acrossLayers what else there is to say of documents, by their file, see {@link LayerLint} */
    List<LintedFile> lint(PolicyShelf shelf, Map<String, List<Finding>> acrossLayers) {
        LocalDate today = LocalDate.now(rules.lint().clock());
        refreshFacts();
        var answers = new HashMap<Question, List<Finding>>();
        var linted = new ArrayList<LintedFile>();
        for (PolicyRead read : shelf.reads()) {
            Set<Finding> findings = new LinkedHashSet<>();
            for (PolicyRead.Use use : uses(read, shelf)) {
                var question = new Question(read.source().text(), use.kind(), use.companions(), today);
                findings.addAll(answers.computeIfAbsent(question, this::answer));
            }
            findings.addAll(acrossLayers.getOrDefault(read.source().file(), List.of()));
            List<Finding> placed = placed(read.source(), findings);
            String file = read.source().file();
            waive(file, placed, shelf.waivers().getOrDefault(file, List.of()), today, linted);
        }
        last = answers;
        return linted;
    }

    private void refreshFacts() {
        LintFacts now = rules.lint().facts().get();
        if (!now.equals(facts)) {
            facts = now;
            last = new HashMap<>();
        }
    }

    /** A document that no app has is taken for an identity policy beside all others: nobody knows yet what it will be for. */
    private static Collection<PolicyRead.Use> uses(PolicyRead read, PolicyShelf shelf) {
        if (!read.uses().isEmpty()) {
            return read.uses();
        }
        List<PolicyDocument> others = shelf.reads().stream()
                .filter(other -> other != read && other.kind() == read.kind())
                .flatMap(other -> other.document().stream())
                .toList();
        return List.of(new PolicyRead.Use(read.kind(), others));
    }

    private List<Finding> answer(Question question) {
        List<Finding> known = last.get(question);
        return known != null
                ? known
                : LINTER.lint(question.text(), question.kind(), facts(question), question.companions());
    }

    private LintFacts facts(Question question) {
        boolean allowedBeside = question.companions().stream()
                .flatMap(document -> document.statements().stream())
                .anyMatch(statement -> statement.effect() == Effect.ALLOW);
        return new LintFacts(
                facts.streaming(),
                facts.models(),
                facts.profiles(),
                question.today(),
                facts.guardrailsRequired(),
                rules.organizationFullAccess() || allowedBeside);
    }

    private static List<Finding> placed(PolicySource source, Collection<Finding> findings) {
        return findings.stream()
                .map(finding -> {
                    Position place = source.place(finding.position());
                    var position = new dev.ostiary.policy.policy.Position(
                            finding.position().pointer(), place.line(), place.column());
                    return new Finding(
                            finding.rule(),
                            finding.severity(),
                            finding.message(),
                            position,
                            finding.statement(),
                            finding.fix());
                })
                .toList();
    }

    /** What counts of findings about a document of the gateway's role, which are at their places already. */
    void waive(RoleFile role, List<Finding> findings, List<LintedFile> linted) {
        LocalDate today = LocalDate.now(rules.lint().clock());
        List<WaiverReader.LocatedWaiver> about = role.waivers().stream()
                .filter(WaiverReader.LocatedWaiver::needsEvidence)
                .toList();
        waive(role.policy().name(), findings, about, today, linted);
    }

    private static void waive(
            String file,
            List<Finding> findings,
            List<WaiverReader.LocatedWaiver> located,
            LocalDate today,
            List<LintedFile> linted) {
        List<Waiver> waivers =
                located.stream().map(WaiverReader.LocatedWaiver::waiver).toList();
        var result = WaivedFindings.of(findings, waivers, today);
        linted.add(new LintedFile(
                file,
                result.active(),
                result.waived().stream()
                        .map(finding -> new LintedFile.WaivedFinding(finding, reason(finding, waivers)))
                        .toList()));
        List<Finding> remarks = located.stream()
                .map(waiver -> WaiverRemarks.of(waiver, result, today))
                .filter(Objects::nonNull)
                .toList();
        if (!remarks.isEmpty()) {
            linted.add(new LintedFile(RoleFile.waiversOf(file), remarks, List.of()));
        }
    }

    private static String reason(Finding finding, List<Waiver> waivers) {
        return waivers.stream()
                .filter(waiver -> waiver.rule().equals(finding.rule()))
                .map(Waiver::reason)
                .findFirst()
                .orElse("");
    }
}
