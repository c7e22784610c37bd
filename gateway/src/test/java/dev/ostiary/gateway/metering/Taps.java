package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.vertx.core.MultiMap;

/** Taps with a head of 200, and what they should tell. */
final class Taps {
    private Taps() {}

    static UsageTap tap(AnswerShape shape, String model) {
        var tap = UsageTap.of(shape, model);
        tap.head(200, MultiMap.caseInsensitiveMultiMap());
        return tap;
    }

    static Usage end(UsageTap tap) {
        tap.end(true);
        return tap.usage();
    }

    static MultiMap inputHeader(long input) {
        return MultiMap.caseInsensitiveMultiMap().add("X-Amzn-Bedrock-Input-Token-Count", Long.toString(input));
    }

    static MultiMap headers(long input, long output) {
        return inputHeader(input).add("X-Amzn-Bedrock-Output-Token-Count", Long.toString(output));
    }

    static Usage known(long input, long output, UsageSource source) {
        return new Usage.Known(input, output, 0, 0, 0, 0, source);
    }
}
