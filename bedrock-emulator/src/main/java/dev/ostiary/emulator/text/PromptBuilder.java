package dev.ostiary.emulator.text;

/** Collects a prompt piece by piece in the order in which a model reads it. For one thread. */
public final class PromptBuilder {
    private final StringBuilder text = new StringBuilder();
    private String question = "";
    private String cacheTtl = "";
    private int cacheEnd;

    public PromptBuilder add(String piece) {
        text.append(piece).append('\n');
        return this;
    }

    /** Adds what the user said; the last one is the question. */
    public PromptBuilder ask(String piece) {
        question = piece;
        return add(piece);
    }

    /** A block that is no text. */
    public PromptBuilder addOther() {
        return add("block ".repeat(Prompt.OTHER_BLOCK_TOKENS));
    }

    /** Marks that everything so far may be cached. */
    public PromptBuilder cachePoint(String ttl) {
        cacheEnd = text.length();
        cacheTtl = ttl;
        return this;
    }

    public Prompt build() {
        return new Prompt(question, text.substring(0, cacheEnd), text.substring(cacheEnd), cacheTtl);
    }
}
