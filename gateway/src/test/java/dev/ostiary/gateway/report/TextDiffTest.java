package dev.ostiary.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void equalTextsHaveNoDifference() {
        assertThat(TextDiff.unified("a", "x\n", "b", "x\n")).isEmpty();
    }

    @Test
    void aChangeStandsInThreeLinesOfContext() {
        String after = numbers(1, 9).replace("5\n", "five\n5a\n");

        String diff = TextDiff.unified("policies/a.json", numbers(1, 9), "policies/a.json", after);

        assertThat(diff).isEqualTo("""
                --- policies/a.json
                +++ policies/a.json
                @@ -2,7 +2,8 @@
                 2
                 3
                 4
                -5
                +five
                +5a
                 6
                 7
                 8
                """);
    }

    @Test
    void sixEqualLinesJoinTwoChangesAndSevenPartThem() {
        String joined = TextDiff.unified("a", numbers(1, 8), "b", numbers(0, 7).replace("0\n", "") + "8\nx\n");
        String six = TextDiff.unified("a", "x\n" + numbers(1, 6) + "y\n", "b", numbers(1, 6));
        String seven = TextDiff.unified("a", "x\n" + numbers(1, 7) + "y\n", "b", numbers(1, 7));

        assertThat(joined).contains("@@ -6,3 +6,4 @@");
        assertThat(six).containsOnlyOnce("@@ -").contains("@@ -1,8 +1,6 @@");
        assertThat(seven).contains("@@ -1,4 +1,3 @@", "@@ -6,4 +5,3 @@");
    }

    @Test
    void whatIsAddedToNothingBeginsAtLineZero() {
        assertThat(TextDiff.unified("a", "", "b", "x\n")).isEqualTo("--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n");
        assertThat(TextDiff.unified("a", "x\n", "b", "")).isEqualTo("--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n");
    }

    @Test
    void aMissingLastLineEndIsTold() {
        assertThat(TextDiff.unified("a", "x", "b", "x\n")).isEqualTo("""
                --- a
                +++ b
                @@ -1 +1 @@
                -x
                \\ No newline at end of file
                +x
                """);
    }

    @Test
    void theDifferenceTurnsOneTextIntoTheOther() {
        long seed = Long.getLong("ostiary.seed", 1);
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<String> before = lines(random);
            List<String> after = lines(random);

            String diff = TextDiff.unified("a", text(before), "b", text(after));

            assertThat(patched(before, diff))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(after);
        }
    }

    @Test
    void longTextsWithoutACommonLineAreOneBlock() {
        String diff = TextDiff.unified("a", numbers(1, 3_000), "b", numbers(5_001, 8_000));

        assertThat(diff).startsWith("--- a\n+++ b\n@@ -1,3000 +1,3000 @@\n-1\n").endsWith("\n+8000\n");
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static List<String> lines(Random random) {
        return random.ints(random.nextInt(25), 0, 4).mapToObj(String::valueOf).toList();
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What {@code patch} does, strictly: context and removed lines must stand where the hunk says. */
    private static List<String> patched(List<String> before, String diff) {
        var result = new ArrayList<String>();
        int at = 0;
        for (String line : diff.lines().skip(2).toList()) {
            if (line.startsWith("@@")) {
                String[] range = line.split(" ")[1].substring(1).split(",");
                boolean empty = range.length == 2 && range[1].equals("0");
                int start = Integer.parseInt(range[0]) - (empty ? 0 : 1);
                result.addAll(before.subList(at, start));
                at = start;
            } else if (line.startsWith("+")) {
                result.add(line.substring(1));
            } else {
                assertThat(before.get(at++)).isEqualTo(line.substring(1));
                if (line.startsWith(" ")) {
                    result.add(line.substring(1));
                }
            }
        }
        result.addAll(before.subList(at, before.size()));
        return result;
    }
}
