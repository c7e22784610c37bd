package dev.ostiary.gateway.failures;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTypesTest {
    @ParameterizedTest
    @CsvSource({
        "ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/, ThrottlingException",
        "com.amazon.coral#AccessDeniedException, AccessDeniedException",
        "ValidationException, ValidationException",
        "'', ",
        ":, "
    })
    void theBareTypeStandsBeforeTheColon(String header, @Nullable String bare) {
        assertThat(ErrorTypes.bare(header)).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource({
        "429, ThrottlingException, ThrottlingException",
        "200, throttlingException, ThrottlingException",
        "403, SomethingNew, http_4xx",
        "500, , http_5xx",
        "404, , http_4xx",
        "400, {odd}, http_4xx"
    })
    void whatBedrockSendsNeverMakesASeriesOfItsOwn(int status, @Nullable String type, String label) {
        assertThat(ErrorTypes.label(status, type)).isEqualTo(label);
    }

    @Test
    void aRefusalOfOurOwnSignatureIsTold() {
        assertThat(ErrorTypes.isCredentialsRefused("InvalidSignatureException")).isTrue();
        assertThat(ErrorTypes.isCredentialsRefused("AccessDeniedException")).isFalse();
        assertThat(ErrorTypes.isCredentialsRefused(null)).isFalse();
    }
}
