package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.Usage;
import java.util.List;

/** Titan Image and Nova Canvas: images are counted, tokens are not. Every image is the same grey pixel. */
final class ImageGeneration implements Family {
    private static final int MAX_IMAGES = 5;
    private static final int LATENCY_MILLIS = 900;
    private static final String PIXEL_PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        if (!body.path("taskType").isTextual()) {
            return Family.missing("taskType");
        }
        int wanted = body.path("imageGenerationConfig").path("numberOfImages").asInt(1);
        if (wanted < 1 || wanted > MAX_IMAGES) {
            return Family.malformed("#/imageGenerationConfig/numberOfImages: " + wanted + " is not in 1 to 5");
        }
        ObjectNode answer = Json.object();
        ArrayNode images = answer.putArray("images");
        for (int i = 0; i < wanted; i++) {
            images.add(PIXEL_PNG);
        }
        answer.putNull("error");
        return new Outcome.Answered(answer, List.of(), new Usage(0, 0, 0, 0, ""), HeaderCounts.NONE, LATENCY_MILLIS);
    }
}
