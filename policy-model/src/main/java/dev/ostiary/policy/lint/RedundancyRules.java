package dev.ostiary.policy.lint;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Entries that another entry of the same statement already covers, as Access Analyzer finds them: one, read as a glob over
 * the whole text, matches the other's text; actions ignore case, resources do not; never across statements.
 */
final class RedundancyRules implements LintRule {
    @Override
    public void check(LintTarget target, Findings findings) {
        List<StatementView> statements = target.statements();
        for (StatementView statement : statements) {
            if (!statement.isNotAction()) {
                check(statement, "REDUNDANT_ACTION", statement.actions(), Glob::ignoringCase, findings);
            }
            if (!statement.isNotResource() && statement.statement().resources() != null) {
                List<PatternEntry> entries = statement.statement().resources().entries();
                check(statement, "REDUNDANT_RESOURCE", entries, Glob::of, findings);
            }
        }
        for (int i = 0; i < statements.size(); i++) {
            for (int k = 0; k < statements.size(); k++) {
                StatementView inner = statements.get(i);
                StatementView outer = statements.get(k);
                boolean equal = i < k && covers(inner, outer);
                if (i != k && covers(outer, inner) && !equal) {
                    report(inner, findings);
                    break;
                }
            }
        }
    }

    private static void check(
            StatementView statement,
            String rule,
            List<PatternEntry> entries,
            Function<String, Glob> glob,
            Findings findings) {
        List<Glob> globs = entries.stream().map(PatternEntry::text).map(glob).toList();
        for (int i = 0; i < entries.size(); i++) {
            for (int k = 0; k < entries.size(); k++) {
                String text = entries.get(i).text();
                boolean same = globs.get(i).matches(entries.get(k).text());
                if (i != k && globs.get(k).matches(text) && !(same && i < k)) {
                    findings.addWithFix(
                            rule,
                            Severity.SUGGESTION,
                            statement.statement(),
                            entries.get(i).position(),
                            "`" + text + "` is already covered by `"
                                    + entries.get(k).text() + "`",
                            new Fix.RemoveEntry());
                    break;
                }
            }
        }
    }

    private static boolean covers(StatementView outer, StatementView inner) {
        boolean plain =
                !outer.isNotAction() && !outer.isNotResource() && !inner.isNotAction() && !inner.isNotResource();
        return plain
                && outer.isAllow() == inner.isAllow()
                && (outer.statement().conditions().isEmpty() || sameConditions(outer, inner))
                && !inner.resources().isEmpty()
                && inner.actions().stream().allMatch(action -> outer.covers(action.text()))
                && inner.resources().stream().allMatch(resource -> outer.coversResource(resource.text()));
    }

    private static boolean sameConditions(StatementView outer, StatementView inner) {
        return conditionTexts(outer).equals(conditionTexts(inner));
    }

    private static Set<String> conditionTexts(StatementView statement) {
        return ConditionView.of(statement).stream()
                .map(each -> each.operator().text() + " " + AsciiCase.lower(each.key()) + " "
                        + each.condition().values().stream()
                                .map(ConditionValue::text)
                                .sorted()
                                .toList())
                .collect(Collectors.toSet());
    }

    private static void report(StatementView inner, Findings findings) {
        findings.addWithFix(
                "REDUNDANT_STATEMENT",
                Severity.SUGGESTION,
                inner.statement(),
                inner.statement().label().position(),
                "another statement already covers this one",
                "remove the statement");
    }
}
