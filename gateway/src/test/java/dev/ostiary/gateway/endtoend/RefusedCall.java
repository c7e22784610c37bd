package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;

/** What a refusal tells beside its message. */
final class RefusedCall {
    private RefusedCall() {}

    static void assertDeniedBy(BedrockRuntimeException refused, String layer) {
        assertThat(header(refused, "x-ostiary-denied-by")).isEqualTo(layer);
        assertThat(header(refused, "x-ostiary-decision")).isNotEmpty();
    }

    static String header(BedrockRuntimeException refused, String name) {
        return refused.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader(name)
                .orElse("");
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
