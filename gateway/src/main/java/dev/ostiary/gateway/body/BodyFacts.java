package dev.ostiary.gateway.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON body says that matters before it is sent. The bytes themselves are forwarded; offsets are for the few documented
 * insertions.
 *
 * @param shape where the object begins
 * @param guardrail null when the body names none
 * @param price {@code serviceTier} and {@code performanceConfig}
 * @param metadata null without {@code requestMetadata}
 * @param job of StartAsyncInvoke, else null
 * @param attachments what is used beside the model
 */
public record BodyFacts(
        Shape shape,
        @Nullable GuardrailName guardrail,
        Price price,
        @Nullable Metadata metadata,
        @Nullable Job job,
        Attachments attachments)
        implements BodyReading {
    /** For bodies that are not read. */
    public static final BodyFacts NOTHING =
            new BodyFacts(new Shape(0, true), null, new Price(null, null), null, null, Attachments.NONE);

    /** {@code guardrailConfig}; a part that is not said is empty. */
    public record GuardrailName(String identifier, String version) {}

    /** What changes the price; null when not said. */
    public record Price(@Nullable String tier, @Nullable String latency) {}

    /** {@code contentStart} is the offset right behind the opening brace. */
    public record Shape(int contentStart, boolean isEmpty) {}

    /** {@code requestMetadata}; {@code contentStart} is the offset right behind its opening brace. */
    public record Metadata(int pairs, int contentStart) {}

    /** The members of StartAsyncInvoke; without a token of the caller the token is empty and its offsets are -1. */
    public record Job(String modelId, String token, int tokenStart, int tokenEnd) {}

    /**
     * What the caller's content and tools make Bedrock use.
     *
     * @param systemTools names of the server-side tools in {@code toolConfig}
     * @param objects in S3 that messages name; within {@link S3Object}'s grammar, each once
     */
    public record Attachments(List<String> systemTools, List<S3Object> objects) {
        public static final Attachments NONE = new Attachments(List.of(), List.of());

        public Attachments {
            systemTools = List.copyOf(systemTools);
            objects = List.copyOf(objects);
        }

        public boolean isEmpty() {
            return systemTools.isEmpty() && objects.isEmpty();
        }
    }
}
