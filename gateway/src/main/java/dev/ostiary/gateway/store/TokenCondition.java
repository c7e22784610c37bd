package dev.ostiary.gateway.store;

import dev.ostiary.policy.condition.ConditionSet;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the claims of a token must fulfil beyond being equal to a text: a condition in IAM's syntax, ready to be asked. Its keys are
 * {@code token:} and a {@link ClaimPath}. IAM's keys ignore case and claim names do not, so a condition holds no two keys that
 * differ in case only; the file reader sees to it.
 */
public final class TokenCondition {
    public static final String PREFIX = "token:";
    public static final TokenCondition NONE = new TokenCondition(List.of(), Map.of());

    private final List<OperatorBlock> blocks;
    private final Map<String, ClaimPath> claims;
    private final ConditionSet compiled;

    private TokenCondition(List<OperatorBlock> blocks, Map<String, ClaimPath> claims) {
        this.blocks = List.copyOf(blocks);
        this.claims = claims;
        this.compiled = ConditionSet.compile(blocks, Effect.ALLOW, true);
    }

    /** @throws IllegalArgumentException when a key is not {@code token:} and a claim path */
    public static TokenCondition of(List<OperatorBlock> blocks) {
        var claims = new LinkedHashMap<String, ClaimPath>();
        blocks.stream().flatMap(block -> block.keys().stream()).forEach(key -> claims.put(key.key(), claim(key.key())));
        return new TokenCondition(blocks, Map.copyOf(claims));
    }

    /** @throws IllegalArgumentException when the key is not {@code token:} and a claim path */
    public static ClaimPath claim(String key) {
        if (!key.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a condition's key is `token:` and a claim path, not `" + key + "`");
        }
        return ClaimPath.parse(key.substring(PREFIX.length()));
    }

    public boolean isNone() {
        return blocks.isEmpty();
    }

    /** As written. */
    public List<OperatorBlock> blocks() {
        return blocks;
    }

    /** Where the value of each key stands in a token, by key as written. */
    public Map<String, ClaimPath> claims() {
        return claims;
    }

    /** A doubtful condition fails. */
    public ConditionSet compiled() {
        return compiled;
    }
}
