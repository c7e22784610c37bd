package dev.ostiary.gateway.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://Bedrock.Example, bedrock.example",
        "https://bedrock.example:443/, bedrock.example",
        "https://bedrock.example:8443, bedrock.example:8443",
        "http://127.0.0.1:80, 127.0.0.1",
        "http://127.0.0.1:443, 127.0.0.1:443",
        "http://[::1]:4566, [::1]:4566"
    })
    void theAuthorityNamesThePortOnlyWhenItIsNotTheSchemesOwn(String url, String authority) {
        assertThat(Endpoint.parse(url).authority()).isEqualTo(authority);
    }

    @Test
    void aBasePathStandsBeforeTheRequestsOwn() {
        var endpoint = Endpoint.parse("https://proxy.example/bedrock/");

        assertThat(endpoint.target("/model/a%3A0/invoke", "x=1")).isEqualTo("/bedrock/model/a%3A0/invoke?x=1");
        assertThat(endpoint.toUri()).hasToString("https://proxy.example/bedrock");
    }
}
