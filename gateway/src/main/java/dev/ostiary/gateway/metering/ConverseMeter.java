package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.usage.Usage;
import org.jspecify.annotations.Nullable;

/** Converse: {@code usage} in the body. The guardrail's own {@code usage}s lie deeper and are not it. */
final class ConverseMeter implements AnswerMeter {
    private final TokenCounts counts = new TokenCounts();
    private final JsonScan scan = new JsonScan(UsageFields.CONVERSE, new UsageListener(counts));

    @Override
    public void body(byte[] bytes, int offset, int length) {
        scan.feed(bytes, offset, length);
    }

    @Override
    public @Nullable Usage usage(boolean whole) {
        return scan.isComplete() ? new Reckoning(counts, false).converse() : null;
    }
}
