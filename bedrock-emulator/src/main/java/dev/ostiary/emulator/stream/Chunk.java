package dev.ostiary.emulator.stream;

import dev.ostiary.emulator.exchange.Json;

/** The frame of InvokeModelWithResponseStream: a native event as base64, and padding that hides its length. */
public final class Chunk {
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private Chunk() {}

    /**
     * @param nativeEvent the model's own JSON
     * @param index of the chunk in its stream; the padding follows from it, so that runs can be compared
     */
    public static byte[] of(byte[] nativeEvent, int index) {
        int padding = 1 + (index * 17) % PADDING.length();
        return EventFrame.event(
                "chunk", Json.object().put("bytes", nativeEvent).put("p", PADDING.substring(0, padding)));
    }
}
