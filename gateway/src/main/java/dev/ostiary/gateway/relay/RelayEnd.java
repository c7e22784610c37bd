package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How a relayed answer ended.
 *
 * @param end the one reason; what came first counts
 * @param begun whether the app got anything; when not, nobody has answered it: that is up to the caller, unless it hung up
 * @param usage what the answer cost, as far as it was seen (when the app hung up: drained)
 * @param bytesIn body bytes that came from Bedrock
 * @param bytesOut body bytes that were given to the app's connection
 * @param firstByteNanos ticker reading when the first body byte came from Bedrock; null when none came
 * @param firstTokenNanos ticker reading at a stream's first content event; null when there was none, or for what is no stream
 * @param exceptionType the exception frame's type, Bedrock's own or ours; null when there was none
 */
public record RelayEnd(
        StreamEnd end,
        boolean begun,
        Usage usage,
        long bytesIn,
        long bytesOut,
        @Nullable Long firstByteNanos,
        @Nullable Long firstTokenNanos,
        @Nullable String exceptionType) {}
