package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.usage.Usage;
import org.jspecify.annotations.Nullable;

/** ConverseStream: {@code usage} in the {@code metadata} event; when it comes twice, the last one is the answer's. */
final class ConverseStreamMeter implements AnswerMeter {
    private final TokenCounts counts = new TokenCounts();
    private boolean content;
    private boolean stop;
    private boolean metadata;

    @Override
    public void frame(EventFrame frame) {
        if (frame.kind() != EventFrame.Kind.EVENT) {
            return;
        }
        switch (frame.name()) {
            case "contentBlockStart", "contentBlockDelta" -> content = true;
            case "messageStop" -> stop = true;
            case "metadata" -> readMetadata(frame);
            default -> {} // role, block ends, and events that are not invented yet
        }
    }

    private void readMetadata(EventFrame frame) {
        metadata = true;
        counts.clear();
        var scan = new JsonScan(UsageFields.CONVERSE, new UsageListener(counts));
        scan.feed(frame.bytes(), frame.payloadOffset(), frame.payloadLength());
        if (!scan.isComplete()) {
            counts.clear();
        }
    }

    @Override
    public @Nullable Usage usage(boolean whole) {
        return new Reckoning(counts, false).converse();
    }

    @Override
    public boolean sawContent() {
        return content;
    }

    @Override
    public boolean sawFinal() {
        return stop && metadata;
    }
}
