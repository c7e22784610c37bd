package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ostiary.emulator.exchange.Json;
import java.util.Random;

/** Makes embeddings: the same text gives the same vector of length 1. */
final class Vectors {
    private Vectors() {}

    static ArrayNode of(String text, int dimensions) {
        Random random = new Random(text.hashCode());
        double[] values = new double[dimensions];
        double square = 0;
        for (int i = 0; i < dimensions; i++) {
            values[i] = random.nextDouble() - 0.5;
            square += values[i] * values[i];
        }
        ArrayNode out = Json.array();
        for (double value : values) {
            out.add((float) (value / Math.sqrt(square)));
        }
        return out;
    }
}
