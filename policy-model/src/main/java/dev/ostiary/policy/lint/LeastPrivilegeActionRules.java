package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Actions that an app should not be allowed. Only for documents that grant. */
final class LeastPrivilegeActionRules implements LintRule {
    private static final Set<String> PERMISSION_MANAGEMENT = Set.of(
            "PutResourcePolicy",
            "DeleteResourcePolicy",
            "PutModelInvocationLoggingConfiguration",
            "DeleteModelInvocationLoggingConfiguration",
            "PutEnforcedGuardrailConfiguration",
            "DeleteEnforcedGuardrailConfiguration",
            "UpdateGuardrail",
            "DeleteGuardrail",
            "PutAccountDataRetention",
            "CreateFoundationModelAgreement",
            "DeleteFoundationModelAgreement",
            "PutFoundationModelEntitlement",
            "PutUseCaseForModelAccess",
            "AllowVendedLogDeliveryForResource");
    private static final Set<String> TAGGING = Set.of("TagResource", "UntagResource");
    private static final String BEARER = ":CallWithBearerToken";
    private static final String BEARER_TYPE = ":BearerTokenType";
    /** The one action of another service that the gateway decides: objects that messages of Converse name. */
    private static final String READ_OBJECT = "s3:getobject";

    private static final int NAMES_SHOWN = 5;

    @Override
    public void check(LintTarget target, Findings findings) {
        if (!target.grants()) {
            return;
        }
        for (StatementView statement : target.allows()) {
            if (statement.isNotAction()) {
                add(findings, "LP_NOTACTION_WITH_ALLOW", statement, "NotAction with Allow grants every other action");
            } else {
                statement.actions().forEach(entry -> checkEntry(target, statement, entry, findings));
            }
            checkGranted(target, statement, findings);
            checkBearer(target, statement, "bedrock", findings);
            checkBearer(target, statement, "bedrock-mantle", findings);
        }
    }

    private static void checkEntry(LintTarget target, StatementView statement, PatternEntry entry, Findings findings) {
        String action = AsciiCase.lower(entry.text());
        int colon = action.indexOf(':');
        String service = colon < 0 ? "" : action.substring(0, colon);
        String name = colon < 0 ? "" : action.substring(colon + 1);
        if (ResourceView.isEverything(action)) {
            addAt(findings, "LP_ACTION_STAR", Severity.SECURITY, statement, entry, "every action of every service");
        } else if (Glob.hasWildcard(service)) {
            checkWildcard(target, statement, entry, findings);
        } else if (colon > 0 && !target.table().knowsService(service) && !action.equals(READ_OBJECT)) {
            if (!target.services().contains(service) && ActionNameRules.isSlip(service)) {
                return; // meant for Bedrock: INVALID_SERVICE_IN_ACTION says so
            }
            addAt(
                    findings,
                    "LP_FOREIGN_SERVICE",
                    Severity.SECURITY,
                    statement,
                    entry,
                    "`" + entry.text() + "` is no Bedrock action; the gateway decides only those and `s3:GetObject`");
        } else if (ResourceView.isEverything(name)) {
            addAt(
                    findings,
                    "LP_SERVICE_STAR",
                    Severity.SECURITY,
                    statement,
                    entry,
                    "every action of `" + service + "`");
        } else if (Glob.hasWildcard(name)) {
            checkWildcard(target, statement, entry, findings);
        }
    }

    private static void checkWildcard(
            LintTarget target, StatementView statement, PatternEntry entry, Findings findings) {
        List<ActionFact> granted = target.table().matching(entry.text());
        if (granted.isEmpty()) {
            return;
        }
        Severity severity = AsciiCase.lower(entry.text()).equals("bedrock:invokemodel*")
                ? Severity.SUGGESTION
                : granted.stream().anyMatch(ActionFact::isWrite) ? Severity.SECURITY : Severity.WARNING;
        addAt(
                findings,
                "LP_ACTION_WILDCARD",
                severity,
                statement,
                entry,
                "`" + entry.text() + "` grants " + granted.size() + " actions today: " + names(granted)
                        + "; name the ones you need");
    }

    private static void checkGranted(LintTarget target, StatementView statement, Findings findings) {
        List<ActionFact> granted = statement.knownActions();
        List<ActionFact> writes = granted.stream()
                .filter(ActionFact::isWrite)
                .filter(action -> !isInvocation(action))
                .toList();
        if (!writes.isEmpty()) {
            add(
                    findings,
                    "LP_CONTROL_PLANE_WRITE",
                    statement,
                    "an app does not need to change Bedrock itself: " + names(writes));
        }
        boolean tagsDecide = target.text().contains("Tag/");
        List<ActionFact> managing = granted.stream()
                .filter(action ->
                        PERMISSION_MANAGEMENT.contains(name(action)) || (tagsDecide && TAGGING.contains(name(action))))
                .toList();
        if (!managing.isEmpty()) {
            add(
                    findings,
                    "LP_PERMISSION_MANAGEMENT",
                    statement,
                    "changes who may do what, or what is recorded: " + names(managing));
        }
    }

    private static void checkBearer(LintTarget target, StatementView statement, String service, Findings findings) {
        String action = service + BEARER;
        String key = service + BEARER_TYPE;
        boolean limited =
                statement.hasCondition(key) || target.allDenies().stream().anyMatch(deny -> deny.covers(action));
        if (statement.covers(action) && !limited && !statement.isNotAction()) {
            add(
                    findings,
                    "LP_BEARER_TOKEN",
                    statement,
                    "long-term API keys are allowed: there is no condition on `" + key + "`");
        }
    }

    private static boolean isInvocation(ActionFact action) {
        String name = name(action);
        return (name.startsWith("Invoke") && !name.contains("Blueprint") && !name.contains("Library"))
                || name.startsWith("Retrieve")
                || name.equals("Rerank")
                || name.equals("CreateInference");
    }

    private static String name(ActionFact action) {
        return action.name().substring(action.name().indexOf(':') + 1);
    }

    private static String names(List<ActionFact> actions) {
        String shown = actions.stream().limit(NAMES_SHOWN).map(ActionFact::name).collect(Collectors.joining(", "));
        return actions.size() > NAMES_SHOWN ? shown + " and " + (actions.size() - NAMES_SHOWN) + " more" : shown;
    }

    private static void add(Findings findings, String rule, StatementView statement, String message) {
        Position position = statement.statement().label().position();
        findings.add(rule, Severity.SECURITY, statement.statement(), position, message);
    }

    private static void addAt(
            Findings findings,
            String rule,
            Severity severity,
            StatementView statement,
            PatternEntry entry,
            String message) {
        findings.add(rule, severity, statement.statement(), entry.position(), message);
    }
}
