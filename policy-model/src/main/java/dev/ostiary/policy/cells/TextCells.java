package dev.ostiary.policy.cells;

import dev.ostiary.policy.condition.CaseFolding;
import dev.ostiary.policy.pattern.PatternTokens;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Splits all texts into the finitely many cells that some patterns tell apart, and gives the shortest text of each cell.
 * Walks the product of the patterns' automata breadth first; a state is the set of places reached in all patterns, so
 * equal futures are walked once.
 */
final class TextCells {
    private static final int MOST_STATES = 60_000;
    private static final String FILLERS = "xyzkwvujq0123456789-_abcdefghilmnoprst";

    private final List<int[]> patterns;
    private final int[] offsets;
    private final Map<BitSet, String> cells = new LinkedHashMap<>();
    private final Map<Character, String> spellings = new HashMap<>();

    private record State(BitSet places, String text) {}

    private TextCells(List<int[]> patterns) {
        this.patterns = patterns;
        this.offsets = new int[patterns.size() + 1];
        for (int i = 0; i < patterns.size(); i++) {
            offsets[i + 1] = offsets[i] + patterns.get(i).length + 1;
        }
    }

    /** {@return one text of every cell, keyed by the set of patterns that match it} */
    static Map<BitSet, String> of(List<int[]> patterns) {
        TextCells cells = new TextCells(patterns);
        cells.walk();
        return cells.cells;
    }

    /** {@return whether the text matches; opaque characters in it stand for texts of any length} */
    static boolean matches(int[] pattern, String text) {
        return cellOf(List.of(pattern), text).get(0);
    }

    /** {@return the cell of this text} */
    static BitSet cellOf(List<int[]> patterns, String text) {
        TextCells cells = new TextCells(patterns);
        BitSet places = cells.start();
        for (char next : text.toCharArray()) {
            places = cells.step(places, next);
        }
        return cells.accepted(places);
    }

    private BitSet start() {
        BitSet start = new BitSet();
        for (int i = 0; i < patterns.size(); i++) {
            reach(start, i, 0);
        }
        return start;
    }

    private void walk() {
        BitSet start = start();
        Set<BitSet> seen = new HashSet<>();
        ArrayDeque<State> open = new ArrayDeque<>();
        seen.add(start);
        open.add(new State(start, ""));
        while (!open.isEmpty()) {
            State state = open.remove();
            cells.putIfAbsent(accepted(state.places()), state.text());
            for (char next : alphabet(state.places())) {
                BitSet places = step(state.places(), next);
                if (seen.add(places)) {
                    open.add(new State(places, state.text() + next));
                }
            }
            if (seen.size() > MOST_STATES) {
                throw new TooComplexException("the patterns differ in more than " + MOST_STATES + " ways");
            }
        }
    }

    /** Marks a place, and those behind it that need no character. */
    private void reach(BitSet places, int pattern, int place) {
        int[] tokens = patterns.get(pattern);
        int at = place;
        places.set(offsets[pattern] + at);
        while (at < tokens.length && isAny(tokens[at])) {
            places.set(offsets[pattern] + ++at);
        }
    }

    private BitSet accepted(BitSet places) {
        BitSet accepted = new BitSet();
        for (int i = 0; i < patterns.size(); i++) {
            accepted.set(i, places.get(offsets[i + 1] - 1));
        }
        return accepted;
    }

    private BitSet step(BitSet places, char next) {
        BitSet reached = new BitSet();
        for (int bit = places.nextSetBit(0); bit >= 0; bit = places.nextSetBit(bit + 1)) {
            int pattern = patternOf(bit);
            int place = bit - offsets[pattern];
            int[] tokens = patterns.get(pattern);
            if (place == tokens.length || !takes(tokens[place], next)) {
                continue;
            }
            reach(reached, pattern, isAny(tokens[place]) ? place : place + 1);
        }
        return reached;
    }

    private int patternOf(int bit) {
        int found = Arrays.binarySearch(offsets, bit);
        return found >= 0 ? found : -found - 2;
    }

    private Set<Character> alphabet(BitSet places) {
        Set<Character> alphabet = new TreeSet<>();
        for (int bit = places.nextSetBit(0); bit >= 0; bit = places.nextSetBit(bit + 1)) {
            int pattern = patternOf(bit);
            int place = bit - offsets[pattern];
            int[] tokens = patterns.get(pattern);
            if (place < tokens.length && tokens[place] >= 0) {
                alphabet.add((char) tokens[place]);
            }
            if (place < tokens.length && PatternTokens.isAnyCase(tokens[place])) {
                spellings(tokens[place]).chars().forEach(each -> alphabet.add((char) each));
            } else if (place < tokens.length && tokens[place] < PatternTokens.ONE) {
                alphabet.add(':');
            }
        }
        for (char filler : FILLERS.toCharArray()) {
            if (alphabet.add(filler)) {
                return alphabet;
            }
        }
        alphabet.add('\u00b6');
        return alphabet;
    }

    private String spellings(int token) {
        return spellings.computeIfAbsent(PatternTokens.characterOf(token), CaseFolding::spellings);
    }

    private static boolean takes(int token, char next) {
        return switch (token) {
            case PatternTokens.ANY -> true;
            case PatternTokens.ANY_IN_FIELD -> next != ':';
            // an opaque character stands for a text of any length, so a single place never takes it
            case PatternTokens.ONE -> !Symbols.isOpaque(next);
            case PatternTokens.ONE_IN_FIELD -> next != ':' && !Symbols.isOpaque(next);
            default ->
                PatternTokens.isAnyCase(token)
                        ? CaseFolding.isSame(PatternTokens.characterOf(token), next)
                        : token == next;
        };
    }

    private static boolean isAny(int token) {
        return token == PatternTokens.ANY || token == PatternTokens.ANY_IN_FIELD;
    }
}
