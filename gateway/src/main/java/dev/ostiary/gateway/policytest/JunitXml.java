package dev.ostiary.gateway.policytest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Outcomes as JUnit's XML, one suite per file, as build servers read it. */
public final class JunitXml {
    private JunitXml() {}

    public static String write(List<TestOutcome> outcomes) {
        Map<String, List<TestOutcome>> byFile = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.test().file(), LinkedHashMap::new, Collectors.toList()));
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites")
                .append(counts(outcomes))
                .append(">\n");
        byFile.forEach((file, tests) -> {
            xml.append("  <testsuite name=\"")
                    .append(escaped(file))
                    .append('"')
                    .append(counts(tests))
                    .append(" errors=\"0\" skipped=\"0\">\n");
            tests.forEach(test -> append(xml, test));
            xml.append("  </testsuite>\n");
        });
        return xml.append("</testsuites>\n").toString();
    }

    private static void append(StringBuilder xml, TestOutcome outcome) {
        xml.append("    <testcase classname=\"")
                .append(escaped(outcome.test().file()))
                .append("\" name=\"")
                .append(escaped(outcome.test().name()))
                .append("\" time=\"")
                .append(seconds(outcome.took()));
        if (outcome.passed()) {
            xml.append("\"/>\n");
            return;
        }
        xml.append("\">\n      <failure message=\"")
                .append(escaped(outcome.failures().getFirst()))
                .append("\">")
                .append(escaped(String.join("\n", outcome.failures())))
                .append("</failure>\n    </testcase>\n");
    }

    private static String counts(List<TestOutcome> outcomes) {
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        Duration took = outcomes.stream().map(TestOutcome::took).reduce(Duration.ZERO, Duration::plus);
        return " tests=\"" + outcomes.size() + "\" failures=\"" + failed + "\" time=\"" + seconds(took) + '"';
    }

    private static String seconds(Duration took) {
        return BigDecimal.valueOf(took.toNanos(), 9)
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** What XML 1.0 cannot hold at all becomes a replacement character; in attributes line ends would become blanks. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
