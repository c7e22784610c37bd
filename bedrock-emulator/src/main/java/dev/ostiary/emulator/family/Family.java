package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.text.TextModel;
import dev.ostiary.emulator.text.Usage;
import java.util.List;

/** One native format. Implementations keep no state and are safe for any thread. */
public interface Family {
    /** Answers one native request; makes the body and the stream events at once, since both are small. */
    Outcome answer(ObjectNode body, Turn turn);

    /**
     * @param modelId the foundation model that answers
     * @param answerId for the ids in bodies; the same for equal request bodies
     */
    record Turn(String modelId, String answerId, TextModel text) {}

    /** Which token counts stand in the response headers of InvokeModel. */
    enum HeaderCounts {
        NONE,
        INPUT,
        ALL
    }

    /** An answer, or what is wrong with the request. */
    sealed interface Outcome {
        /**
         * @param events the native events of the streamed form, empty when the family does not stream
         * @param latencyMillis made up, the same for the same request
         */
        record Answered(ObjectNode body, List<ObjectNode> events, Usage usage, HeaderCounts headers, int latencyMillis)
                implements Outcome {}

        record Rejected(AwsError error) implements Outcome {}
    }

    /** The usual text for a native body that lacks a member. */
    static Outcome missing(String member) {
        return malformed("#: required key [" + member + "] not found");
    }

    static Outcome malformed(String what) {
        return new Outcome.Rejected(AwsError.validation(
                "Malformed input request: " + what + ", please reformat your input and try again."));
    }
}
