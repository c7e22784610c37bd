package dev.ostiary.policy.remedy;

import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds the models of profiles, each to be called through its profile only, and by the actions that the profile is allowed for. */
final class ProfileModels {
    static final List<String> INVOCATIONS = List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

    private ProfileModels() {}

    static List<Statement> add(List<Statement> statements, List<Finding> findings) {
        List<Statement> all = new ArrayList<>(statements);
        for (Finding finding : findings) {
            if (finding.fix() instanceof Fix.AllowThroughProfile fix) {
                add(all, actions(statements.get(finding.statement())), fix);
            }
        }
        return all;
    }

    static OperatorBlock through(String profile) {
        KeyCondition key = new KeyCondition(
                "bedrock:InferenceProfileArn", true, List.of(ConditionValue.of(profile)), Position.NONE);
        return new OperatorBlock("ArnEquals", List.of(key), Position.NONE);
    }

    private static void add(List<Statement> all, List<String> actions, Fix.AllowThroughProfile fix) {
        for (int i = 0; i < all.size(); i++) {
            Statement statement = all.get(i);
            PatternList resources = statement.resources();
            if (resources != null && isOf(statement, resources, actions, fix.profile())) {
                all.set(i, with(statement, resources, fix.models()));
                return;
            }
        }
        all.add(new Statement(
                new StatementLabel(all.size(), null, Position.NONE),
                Effect.ALLOW,
                null,
                PatternList.of(actions),
                PatternList.of(fix.models()),
                List.of(through(fix.profile()))));
    }

    private static List<String> actions(Statement profile) {
        List<Glob> globs =
                profile.actions().texts().stream().map(Glob::ignoringCase).toList();
        return INVOCATIONS.stream()
                .filter(action -> globs.stream().anyMatch(glob -> glob.matches(action))
                        != profile.actions().negated())
                .toList();
    }

    private static boolean isOf(Statement statement, PatternList resources, List<String> actions, String profile) {
        return statement.effect() == Effect.ALLOW
                && !statement.actions().negated()
                && Set.copyOf(statement.actions().texts()).equals(Set.copyOf(actions))
                && !resources.negated()
                && isThrough(statement.conditions(), profile);
    }

    private static boolean isThrough(List<OperatorBlock> conditions, String profile) {
        if (conditions.size() != 1 || conditions.getFirst().keys().size() != 1) {
            return false;
        }
        String operator = conditions.getFirst().operator();
        KeyCondition key = conditions.getFirst().keys().getFirst();
        return (operator.equals("ArnEquals") || operator.equals("ArnLike") || operator.equals("StringEquals"))
                && key.key().equals("bedrock:InferenceProfileArn")
                && key.values().size() == 1
                && key.values().getFirst().text().equals(profile);
    }

    private static Statement with(Statement statement, PatternList resources, List<String> models) {
        Set<String> texts = new LinkedHashSet<>(resources.texts());
        List<PatternEntry> entries = new ArrayList<>(resources.entries());
        models.stream().filter(texts::add).forEach(model -> entries.add(new PatternEntry(model, Position.NONE)));
        return new Statement(
                statement.label(),
                statement.effect(),
                statement.principals(),
                statement.actions(),
                new PatternList(false, false, entries),
                statement.conditions());
    }
}
