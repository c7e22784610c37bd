package dev.ostiary.policy.compare;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.DecimalText;
import dev.ostiary.policy.condition.IpRange;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.PointInTime;
import dev.ostiary.policy.pattern.PatternTokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One value of every cell that the conditions on a key tell apart.
 */
final class KeyCandidates {
    /** No number, date, address or truth value; texts have a cell of their own for what no pattern matches. */
    private static final String UNREADABLE = "§";

    private final Set<String> texts = new LinkedHashSet<>();
    private final List<int[]> patterns = new ArrayList<>();
    private final TreeSet<BigDecimal> numbers = new TreeSet<>();
    private final Set<Comparison.Family> families = new TreeSet<>();

    /** Takes one condition's value into account. */
    void add(Operator operator, String value) {
        Comparison comparison = operator.comparison();
        if (comparison.family() != Comparison.Family.NULL) {
            families.add(comparison.family());
        }
        switch (comparison.family()) {
            case STRING -> addText(comparison, value);
            case ARN -> patterns.add(PatternTokens.ofArn(value, true));
            case NUMERIC -> {
                BigDecimal number = DecimalText.parse(value);
                if (number != null) {
                    numbers.add(number);
                }
            }
            case DATE -> addDate(value);
            case IP -> addRange(value);
            case BOOL -> texts.addAll(List.of("true", "false"));
            case BINARY -> texts.add(value);
            case NULL -> {}
        }
    }

    private void addText(Comparison comparison, String value) {
        boolean like = comparison.takesWildcards();
        int[] tokens = PatternTokens.ofGlob(value, true);
        if (!like) {
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = tokens[i] == PatternTokens.ANY ? '*' : tokens[i] == PatternTokens.ONE ? '?' : tokens[i];
            }
        }
        patterns.add(tokens);
        if (comparison.text().endsWith("IgnoreCase")) {
            patterns.add(PatternTokens.ofGlob(value.toLowerCase(Locale.ROOT), true));
            patterns.add(PatternTokens.ofGlob(value.toUpperCase(Locale.ROOT), true));
        }
    }

    private void addDate(String value) {
        PointInTime time = PointInTime.parse(value);
        if (time == null || Math.abs(time.second()) > 100_000_000_000L) {
            return;
        }
        Instant instant = Instant.ofEpochSecond(time.second(), time.nano());
        for (long nanos : new long[] {-1, 0, 1}) {
            texts.add(instant.plusNanos(nanos).toString());
        }
    }

    private void addRange(String value) {
        IpRange range = IpRange.parse(value);
        if (range != null) {
            texts.addAll(range.borders());
            texts.addAll(List.of("0.0.0.0", "::"));
        }
    }

    /** {@return the values of single-valued requests} */
    List<String> singles() {
        Set<String> all = new LinkedHashSet<>(texts);
        BigDecimal previous = null;
        for (BigDecimal number : numbers) {
            all.add((previous == null ? number.subtract(BigDecimal.ONE) : middle(previous, number)).toPlainString());
            all.add(number.toPlainString());
            previous = number;
        }
        if (previous != null) {
            all.add(previous.add(BigDecimal.ONE).toPlainString());
        }
        if (families.isEmpty()
                || families.contains(Comparison.Family.STRING)
                || families.contains(Comparison.Family.ARN)) {
            all.addAll(TextCells.of(patterns).values());
        }
        if (families.contains(Comparison.Family.BINARY)) {
            all.add("AA==");
        }
        if (!families.isEmpty()) {
            all.add(UNREADABLE);
        }
        return List.copyOf(all);
    }

    /** {@return whether the candidates stand for all values} Texts that are compared in two ways at once are not. */
    boolean areComplete() {
        boolean onlyTexts = families.stream()
                .allMatch(family -> family == Comparison.Family.STRING || family == Comparison.Family.ARN);
        return families.size() <= 1 || onlyTexts;
    }

    private static BigDecimal middle(BigDecimal low, BigDecimal high) {
        return low.add(high).multiply(new BigDecimal("0.5"));
    }
}
