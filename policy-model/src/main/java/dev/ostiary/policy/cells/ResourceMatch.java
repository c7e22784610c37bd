package dev.ostiary.policy.cells;

import dev.ostiary.policy.pattern.ArnFields;
import dev.ostiary.policy.pattern.PatternTokens;
import dev.ostiary.policy.pattern.ResourcePattern;
import dev.ostiary.policy.pattern.ResourceText;
import dev.ostiary.policy.pattern.VariableSource;
import java.util.List;

/**
 * Asks whether a pattern matches a sample. Plain samples are asked of the evaluator's own code; in samples with opaque
 * characters those match themselves and {@code *} only, since the text behind them is unknown.
 */
public final class ResourceMatch {
    private final String text;
    private final boolean complete;
    private final boolean arn;
    private final int[] byField;
    private final int[] whole;
    private final ResourcePattern plain;

    public ResourceMatch(String text, boolean variables) {
        List<String> fields = ArnFields.split(text, variables);
        this.text = text;
        this.complete = fields.size() == 6;
        this.arn = fields.getFirst().equals("arn");
        this.byField = PatternTokens.ofArn(text, variables);
        this.whole = PatternTokens.ofGlob(text, variables);
        this.plain = ResourcePattern.parse(text, variables);
    }

    public boolean certainly(String sample) {
        return isPlain(sample)
                ? plain.certainly(ResourceText.of(sample), VariableSource.EMPTY)
                : isStar() || (matchesFields(sample) && (complete || matchesWhole(sample)));
    }

    public boolean possibly(String sample) {
        return isPlain(sample)
                ? plain.possibly(ResourceText.of(sample), VariableSource.EMPTY)
                : isStar() || matchesWhole(sample) || (!complete && matchesFields(sample));
    }

    private boolean isStar() {
        return text.equals("*");
    }

    private boolean matchesFields(String sample) {
        return arn && TextCells.matches(byField, sample);
    }

    private boolean matchesWhole(String sample) {
        return text.startsWith("arn") && TextCells.matches(whole, sample);
    }

    private static boolean isPlain(String sample) {
        return sample.chars().noneMatch(c -> Symbols.isOpaque((char) c));
    }
}
