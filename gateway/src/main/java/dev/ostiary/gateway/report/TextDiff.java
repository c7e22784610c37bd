package dev.ostiary.gateway.report;

import dev.ostiary.gateway.policies.LineEnds;
import java.util.ArrayList;
import java.util.List;

/** The difference of two texts in the unified format, as {@code diff -u} writes it and {@code patch} reads it. */
public final class TextDiff {
    private static final int CONTEXT = 3;
    /** Over it, what differs is told as one block: right, but longer than needed. */
    private static final long MOST_CELLS = 4_000_000;

    private final List<Line> lines = new ArrayList<>();

    private TextDiff() {}

    /** @param sign a blank, {@code -} or {@code +} */
    private record Line(char sign, String text) {}

    /** {@return the difference with three lines of context, empty when there is none} */
    public static String unified(String beforeName, String before, String afterName, String after) {
        if (before.equals(after)) {
            return "";
        }
        var diff = new TextDiff();
        diff.compare(LineEnds.split(before), LineEnds.split(after));
        return "--- " + beforeName + "\n+++ " + afterName + "\n" + diff.hunks();
    }

    private void compare(List<String> before, List<String> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
        compareMiddle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        before.subList(before.size() - tail, before.size()).forEach(line -> lines.add(new Line(' ', line)));
    }

    private void compareMiddle(List<String> before, List<String> after) {
        boolean small = (before.size() + 1L) * (after.size() + 1L) <= MOST_CELLS;
        int[][] common = small ? commonLines(before, after) : new int[0][0];
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (small && i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && (!small || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
    }

    /** {@code [i][j]}: how many lines the rests from i and from j have in common, in order. */
    private static int[][] commonLines(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private String hunks() {
        var text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sign() != ' ' && i >= end) {
                int start = Math.max(end, i - CONTEXT);
                end = hunkEnd(i);
                writeHunk(start, end, text);
            }
        }
        return text.toString();
    }

    /** Changes with at most two contexts between them are one hunk. */
    private int hunkEnd(int change) {
        int last = change;
        for (int i = change; i < lines.size() && i - last <= 2 * CONTEXT + 1; i++) {
            last = lines.get(i).sign() == ' ' ? last : i;
        }
        return Math.min(lines.size(), last + CONTEXT + 1);
    }

    private void writeHunk(int start, int end, StringBuilder text) {
        text.append("@@ -").append(range(start, end, '+'));
        text.append(" +").append(range(start, end, '-')).append(" @@\n");
        for (Line line : lines.subList(start, end)) {
            text.append(line.sign()).append(line.text());
            if (!line.text().endsWith("\n")) {
                text.append("\n\\ No newline at end of file\n");
            }
        }
    }

    /** First line and number of lines of a hunk in one of the texts, which is the one without the lines of {@code other}. */
    private String range(int start, int end, char other) {
        long before = count(lines.subList(0, start), other);
        long length = count(lines.subList(start, end), other);
        long first = length == 0 ? before : before + 1;
        return length == 1 ? String.valueOf(first) : first + "," + length;
    }

    private static long count(List<Line> lines, char other) {
        return lines.stream().filter(line -> line.sign() != other).count();
    }
}
