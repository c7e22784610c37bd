package dev.ostiary.emulator.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What the model says.
 *
 * @param stopSequence the one that ended the text, empty when none did
 */
public record Reply(String text, Stop stop, String stopSequence, Usage usage) {
    private static final int WORDS_PER_DELTA = 3;

    /** Why the text ended. */
    public enum Stop {
        END_TURN,
        MAX_TOKENS,
        STOP_SEQUENCE,
        GUARDRAIL
    }

    /** The text in the pieces in which it is streamed; together they are the text. */
    public List<String> deltas() {
        List<String> deltas = new ArrayList<>();
        int start = 0;
        int words = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && ++words == WORDS_PER_DELTA) {
                deltas.add(text.substring(start, i));
                start = i;
                words = 0;
            }
        }
        if (start < text.length()) {
            deltas.add(text.substring(start));
        }
        return deltas;
    }

    /** Made-up but repeatable. */
    public int latencyMillis() {
        return 100 + usage.output();
    }
}
