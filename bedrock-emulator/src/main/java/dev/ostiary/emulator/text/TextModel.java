package dev.ostiary.emulator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Composes answers. The same model id and question give the same text: an opening sentence and the first words of the
 * question. A question that contains `[words=N]` gets exactly N words.
 */
public final class TextModel {
    private static final Pattern WORDS = Pattern.compile("\\[words=(\\d{1,6})]");
    private static final int ECHOED_WORDS = 24;
    private static final int MAX_WORDS = 100_000;

    private final PromptCache cache;

    public TextModel(PromptCache cache) {
        this.cache = cache;
    }

    /**
     * @param maxTokens the caller's limit
     * @param stopSequences texts that end the answer before them
     */
    public Reply reply(String modelId, Prompt prompt, int maxTokens, List<String> stopSequences) {
        String text = compose(modelId, prompt.question());
        String stopSequence = "";
        for (String stop : stopSequences) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            if (at >= 0) {
                text = text.substring(0, at);
                stopSequence = stop;
            }
        }
        Reply.Stop why = stopSequence.isEmpty() ? Reply.Stop.END_TURN : Reply.Stop.STOP_SEQUENCE;
        List<String> words = Tokens.words(text);
        if (words.size() > maxTokens) {
            text = String.join(" ", words.subList(0, maxTokens));
            stopSequence = "";
            why = Reply.Stop.MAX_TOKENS;
        }
        return new Reply(text, why, stopSequence, usage(modelId, prompt, Tokens.count(text)));
    }

    /** The usage that an answer of this many tokens has; counts as a use of the prompt cache. */
    public Usage usage(String modelId, Prompt prompt, int output) {
        if (!prompt.hasCachePoint()) {
            return new Usage(prompt.tokens(), output, 0, 0, "");
        }
        int cached = Tokens.count(prompt.cached());
        boolean first = cache.isFirst(modelId, prompt.cached());
        return new Usage(
                Tokens.count(prompt.rest()), output, first ? 0 : cached, first ? cached : 0, prompt.cacheTtl());
    }

    private static String compose(String modelId, String question) {
        Matcher wanted = WORDS.matcher(question);
        if (wanted.find()) {
            int count = Math.min(MAX_WORDS, Integer.parseInt(wanted.group(1)));
            List<String> words = new ArrayList<>(count);
            for (int i = 1; i <= count; i++) {
                words.add("word" + i);
            }
            return String.join(" ", words);
        }
        List<String> asked = Tokens.words(question);
        String echo = String.join(" ", asked.subList(0, Math.min(ECHOED_WORDS, asked.size())));
        return "This is the emulated answer of " + modelId + " to: " + echo;
    }
}
