package dev.ostiary.policy.reference;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random documents and requests from few words, so that they meet often. The same seed gives the same sequence. */
public final class RandomPolicies {
    private final Random random;

    public RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    public PolicyLayers layers() {
        List<List<NamedPolicy>> levels = random.nextInt(4) == 0 ? List.of(policies(2), policies(1)) : List.of();
        return new PolicyLayers(
                policies(3),
                random.nextInt(4) == 0 ? policies(2) : null,
                levels,
                random.nextInt(6) == 0 ? policies(1) : null);
    }

    public List<NamedPolicy> policies(int most) {
        List<NamedPolicy> policies = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            policies.add(new NamedPolicy("p" + i, document()));
        }
        return policies;
    }

    public PolicyDocument document() {
        List<Statement> statements = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            statements.add(statement(i));
        }
        String version = random.nextInt(10) == 0 ? "2008-10-17" : "2012-10-17";
        return new PolicyDocument(random.nextInt(30) == 0 ? null : version, null, statements, false);
    }

    public Statement statement(int index) {
        return new Statement(
                new StatementLabel(index, random.nextBoolean() ? null : "S" + index, Position.NONE),
                random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW,
                null,
                list(random.nextInt(8) == 0, Words.ACTIONS),
                list(random.nextInt(6) == 0, Words.RESOURCES),
                conditions());
    }

    public AuthorizationPart part() {
        return new AuthorizationPart(pick(Words.REQUEST_ACTIONS), pick(Words.REQUEST_RESOURCES), context());
    }

    public RequestContext context() {
        RequestContext.Builder context = RequestContext.builder();
        for (String key : Words.KEYS) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> context.with(key, pick(Words.REQUEST_VALUES));
                case 3 -> context.withAll(key, some(Words.REQUEST_VALUES, 0));
                default -> {}
            }
        }
        return context.build();
    }

    private List<OperatorBlock> conditions() {
        Map<String, OperatorBlock> blocks = new LinkedHashMap<>();
        int count = Math.max(0, random.nextInt(5) - 2);
        for (int i = 0; i < count; i++) {
            Map<String, KeyCondition> keys = new LinkedHashMap<>();
            int keyCount = 1 + random.nextInt(2);
            for (int k = 0; k < keyCount; k++) {
                List<ConditionValue> values = some(Words.VALUES, random.nextInt(12) == 0 ? 0 : 1).stream()
                        .map(ConditionValue::of)
                        .toList();
                String key = pick(Words.KEYS);
                keys.put(key, new KeyCondition(key, values.size() == 1, values, Position.NONE));
            }
            String operator = operator();
            blocks.put(operator, new OperatorBlock(operator, List.copyOf(keys.values()), Position.NONE));
        }
        return List.copyOf(blocks.values());
    }

    private String operator() {
        String quantifier = switch (random.nextInt(6)) {
            case 0 -> "ForAllValues:";
            case 1 -> "ForAnyValue:";
            default -> "";
        };
        return quantifier + pick(Words.OPERATORS) + (random.nextInt(5) == 0 ? "IfExists" : "");
    }

    private PatternList list(boolean negated, List<String> words) {
        List<PatternEntry> entries = some(words, 1).stream()
                .map(text -> new PatternEntry(text, Position.NONE))
                .toList();
        return new PatternList(negated, entries.size() == 1, entries);
    }

    private List<String> some(List<String> words, int least) {
        List<String> picked = new ArrayList<>();
        int count = least + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            picked.add(pick(words));
        }
        return picked;
    }

    public String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
