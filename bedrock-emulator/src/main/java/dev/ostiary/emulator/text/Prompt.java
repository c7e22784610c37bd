package dev.ostiary.emulator.text;

/**
 * Everything that a request gives to the model.
 *
 * @param question the last thing that the user said
 * @param cached the text before the last cache point, empty when there is none
 * @param rest the text after it, or all of it
 * @param cacheTtl `5m` or `1h`, empty without a cache point
 */
public record Prompt(String question, String cached, String rest, String cacheTtl) {
    /** Every other block, such as an image, counts as this many tokens. */
    public static final int OTHER_BLOCK_TOKENS = 10;

    public static Prompt of(String text) {
        return new Prompt(text, "", text, "");
    }

    public boolean hasCachePoint() {
        return !cacheTtl.isEmpty();
    }

    /** Tokens of the whole prompt, cached or not. */
    public int tokens() {
        return Tokens.count(cached) + Tokens.count(rest);
    }

    public String all() {
        return cached + " " + rest;
    }
}
