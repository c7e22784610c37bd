package dev.ostiary.policy.lint;

import dev.ostiary.policy.condition.NameDistance;
import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Actions that do not exist. */
final class ActionNameRules implements LintRule {
    private static final List<String> CONVERSE = List.of("bedrock:Converse", "bedrock:ConverseStream");
    /** New actions appear every month: after this time an unknown name is probably newer than the table. */
    private static final int MONTHS_OF_TRUST = 6;

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            statement.actions().forEach(entry -> check(target, statement, entry, findings));
        }
    }

    private static void check(LintTarget target, StatementView statement, PatternEntry entry, Findings findings) {
        String action = entry.text();
        int colon = action.indexOf(':');
        if (colon <= 0 || action.indexOf(':', colon + 1) >= 0) {
            return;
        }
        String service = AsciiCase.lower(action.substring(0, colon));
        if (service.equals("*")) {
            checkAnyService(statement, entry, findings);
            return;
        }
        if (isConverse(target, action)) {
            findings.addWithFix(
                    "BR_CONVERSE_ACTION",
                    Severity.ERROR,
                    statement.statement(),
                    entry.position(),
                    "there is no action `" + action + "`: Converse is authorized by `bedrock:InvokeModel`, "
                            + "ConverseStream by `bedrock:InvokeModelWithResponseStream`",
                    new Fix.Replace(StatementView.INVOCATIONS.get(
                            AsciiCase.lower(action).contains("stream") ? 1 : 0)));
        } else if (!target.table().knowsService(service)) {
            checkService(target, statement, entry, service, findings);
        } else if (target.table().matching(action).isEmpty()) {
            checkUnknown(target, statement, entry, findings);
        }
    }

    /** IAM stores {@code *:Name}, but a name belongs to one service; {@code *:*} is another rule's matter. */
    private static void checkAnyService(StatementView statement, PatternEntry entry, Findings findings) {
        if (!ResourceView.isEverything(entry.text())) {
            findings.add(
                    "PL_WILDCARD_IN_SERVICE",
                    Severity.WARNING,
                    statement.statement(),
                    entry.position(),
                    "`" + entry.text() + "` names no service, write for example `bedrock` before the colon");
        }
    }

    private static void checkUnknown(
            LintTarget target, StatementView statement, PatternEntry entry, Findings findings) {
        String nearest = nearest(target, entry.text());
        findings.addWithFix(
                "INVALID_ACTION",
                severity(target),
                statement.statement(),
                entry.position(),
                "no action known on " + target.table().asOf() + " is `" + entry.text() + "`, did you mean `" + nearest
                        + "`?",
                "write `" + nearest + "`");
    }

    private static Severity severity(LintTarget target) {
        LocalDate today = target.facts().today();
        boolean aged = today != null && today.isAfter(target.table().asOf().plusMonths(MONTHS_OF_TRUST));
        return aged ? Severity.WARNING : Severity.ERROR;
    }

    private static boolean isConverse(LintTarget target, String action) {
        Glob glob = Glob.ignoringCase(action);
        return CONVERSE.stream().anyMatch(glob::matches)
                && target.table().matching(action).isEmpty();
    }

    private static void checkService(
            LintTarget target, StatementView statement, PatternEntry entry, String service, Findings findings) {
        if (Glob.hasWildcard(service) || target.services().contains(service)) {
            return;
        }
        boolean endpoint = service.startsWith("bedrock-");
        // a far name may be a service that is newer than this library: no reason to load nothing
        boolean slip = isSlip(service);
        findings.addWithFix(
                "INVALID_SERVICE_IN_ACTION",
                slip ? Severity.ERROR : Severity.WARNING,
                statement.statement(),
                entry.position(),
                "unknown service prefix `" + service + "`"
                        + (endpoint ? ": that is an endpoint's name, IAM's prefix is `bedrock`" : ""),
                slip ? new Fix.Replace("bedrock" + entry.text().substring(service.length())) : (Fix) null);
    }

    /** {@return whether an unknown service is Bedrock under a wrong name} */
    static boolean isSlip(String service) {
        return service.startsWith("bedrock") || NameDistance.between(service, "bedrock") <= 2;
    }

    private static String nearest(LintTarget target, String action) {
        return target.table().actions().stream()
                .map(ActionFact::name)
                .min(Comparator.comparingInt(name -> NameDistance.between(action, name)))
                .orElse("bedrock:InvokeModel");
    }
}
