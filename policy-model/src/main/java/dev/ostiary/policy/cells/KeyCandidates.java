package dev.ostiary.policy.cells;

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
import java.util.Set;
import java.util.TreeSet;

/**
 * One value of every cell that the conditions on a key tell apart.
 */
public final class KeyCandidates {
    /** No number, date, address or truth value; texts have a cell of their own for what no pattern matches. */
    private static final String UNREADABLE = "§";

    /** The end of the year 9999: later instants can only be written as seconds. */
    private static final long LAST_WRITTEN = 253_402_300_799L;

    private final Set<String> texts = new LinkedHashSet<>();
    private final List<int[]> patterns = new ArrayList<>();
    private final TreeSet<BigDecimal> numbers = new TreeSet<>();
    private final Set<Comparison.Family> families = new TreeSet<>();

    /**
     * Takes one condition's value into account.
     *
     * @param variables whether <code>${*}</code> is a plain asterisk in it
     */
    public void add(Operator operator, String value, boolean variables) {
        Comparison comparison = operator.comparison();
        if (comparison.family() != Comparison.Family.NULL) {
            families.add(comparison.family());
        }
        switch (comparison.family()) {
            case STRING -> addText(comparison, value, variables);
            case ARN -> patterns.add(PatternTokens.ofArn(value, variables));
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

    /** Lists may hold the empty text, which counts as no value when all are like that: it is a cell of its own. */
    public void tellEmptyTextApart() {
        texts.add("");
        patterns.add(PatternTokens.ofGlob("?*", false));
    }

    private void addText(Comparison comparison, String value, boolean variables) {
        int[] tokens = PatternTokens.ofGlob(value, variables);
        boolean anyCase = comparison.text().endsWith("IgnoreCase");
        for (int i = 0; i < tokens.length && !comparison.takesWildcards(); i++) {
            int plain = tokens[i] == PatternTokens.ANY ? '*' : tokens[i] == PatternTokens.ONE ? '?' : tokens[i];
            tokens[i] = anyCase ? PatternTokens.anyCase((char) plain) : plain;
        }
        patterns.add(tokens);
    }

    private void addDate(String value) {
        PointInTime time = PointInTime.parse(value);
        if (time == null) {
            return;
        }
        if (time.second() > LAST_WRITTEN) {
            texts.add(Long.toString(time.second() - 1));
            texts.add(Long.toString(time.second()));
            texts.add(Long.toString(Math.max(time.second(), time.second() + 1)));
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
    public List<String> singles() {
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
        if (families.isEmpty() || families.stream().anyMatch(KeyCandidates::isText)) {
            all.addAll(TextCells.of(patterns).values());
        }
        if (families.contains(Comparison.Family.BINARY)) {
            all.add("AA==");
        }
        if (families.stream().anyMatch(family -> !isText(family))) {
            all.add(UNREADABLE);
        }
        return List.copyOf(all);
    }

    /** {@return whether the candidates stand for all values} Texts that are compared in two ways at once are not. */
    public boolean areComplete() {
        return families.size() <= 1 || families.stream().allMatch(KeyCandidates::isText);
    }

    private static boolean isText(Comparison.Family family) {
        return family == Comparison.Family.STRING || family == Comparison.Family.ARN;
    }

    private static BigDecimal middle(BigDecimal low, BigDecimal high) {
        return low.add(high).multiply(new BigDecimal("0.5"));
    }
}
