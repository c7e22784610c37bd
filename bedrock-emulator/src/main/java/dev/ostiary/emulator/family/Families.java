package dev.ostiary.emulator.family;

import java.util.Map;
import java.util.Optional;

/** The families by the names that the catalogue uses. */
public final class Families {
    private static final Map<String, Family> BY_NAME = Map.of(
            "claude", new Claude(),
            "nova", new Nova(),
            "llama", new Llama(),
            "mistral", new Mistral(),
            "chat", new OpenAiChat(),
            "titan-embed", new TitanEmbedding(),
            "cohere-embed", new CohereEmbedding(),
            "image", new ImageGeneration());

    private Families() {}

    /** Empty for a family without a synchronous native format, such as video. */
    public static Optional<Family> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
