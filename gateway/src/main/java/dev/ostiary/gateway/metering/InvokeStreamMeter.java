package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.usage.ModelFamily;
import dev.ostiary.gateway.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * InvokeModelWithResponseStream: invocation metrics in the last chunk, else what the family writes into its chunks. Figures that come
 * in several chunks (Claude's {@code message_start} and {@code message_delta}, Llama's every chunk) are cumulative: the last one
 * counts.
 */
final class InvokeStreamMeter implements AnswerMeter {
    private final ModelFamily family;
    private final TokenCounts counts = new TokenCounts();
    private final UsageListener listener = new UsageListener(counts);
    private final JsonScan scan = new JsonScan(UsageFields.NATIVE, listener);
    private boolean content;
    private boolean unreadable;

    InvokeStreamMeter(ModelFamily family) {
        this.family = family;
    }

    @Override
    public void frame(EventFrame frame) {
        if (frame.kind() != EventFrame.Kind.EVENT || !frame.name().equals("chunk")) {
            return;
        }
        scan.restart();
        listener.restart();
        if (!ChunkPayload.decode(frame, scan) || !scan.isComplete()) {
            unreadable = true;
        }
        content |= !listener.isOpening();
    }

    /** A stream that broke has only its final figures: what the chunks before said is less than what was billed. */
    @Override
    public @Nullable Usage usage(boolean whole) {
        var reckoning = new Reckoning(counts, family == ModelFamily.INPUT_ONLY);
        Usage metrics = reckoning.metrics();
        if (metrics != null || !whole) {
            return metrics;
        }
        return reckoning.body();
    }

    @Override
    public boolean sawContent() {
        return content;
    }

    @Override
    public boolean sawFinal() {
        return !family.streamsEndWithMetrics()
                || unreadable
                || counts.has(Count.METRIC_INPUT)
                || counts.has(Count.METRIC_OUTPUT);
    }
}
