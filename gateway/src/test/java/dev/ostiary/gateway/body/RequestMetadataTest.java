package dev.ostiary.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.CallReader;
import dev.ostiary.gateway.bedrock.Calls;
import dev.ostiary.gateway.bedrock.Completion;
import dev.ostiary.gateway.bedrock.RequestHeaders;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.Route;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMetadataTest {
    private static final String INVOKE = "/model/amazon.nova-micro-v1:0/invoke";
    private static final String CONVERSE = "/model/amazon.nova-micro-v1:0/converse";

    private static Completion invoke(String metadata) {
        return Calls.post(INVOKE, "{}", RequestHeaders.METADATA, metadata);
    }

    private static String merged(String metadata) {
        Map<String, String> headers = Calls.call(invoke(metadata)).outbound().headers().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return headers.getOrDefault(RequestHeaders.METADATA, "");
    }

    private static String pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":\"v\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String stamped(String body) {
        CallReader reader = new CallReader(Calls.MAX_BODY, true, () -> "random");
        Route route = Calls.route("POST", CONVERSE);
        return Calls.call(Calls.read(reader, Calls.app(), route, Calls.headers(), body))
                .outbound()
                .body()
                .toString();
    }

    @Test
    void theAppIsMergedIntoTheHeader() {
        assertThat(merged("{\"team\":\"x\", \"a\":\"\\u00e9\"}"))
                .isEqualTo("{\"ostiary:app\":\"translator\",\"team\":\"x\", \"a\":\"\\u00e9\"}");
        assertThat(merged(" { } ")).isEqualTo("{\"ostiary:app\":\"translator\" } ");
        assertThat(merged("{}")).isEqualTo("{\"ostiary:app\":\"translator\"}");
    }

    @Test
    void fifteenPairsOfTheCallersAreTheMost() {
        assertThat(invoke(pairs(15))).isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(invoke(pairs(16))).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ostiary:app\":\"other\"}",
                "{\"ostiary:x\":\"other\"}",
                "{\"OSTIARY:app\":\"other\"}",
                "{\"\\u006fstiary:app\":\"other\"}",
                "{\"a\":\"1\",\"a\":\"2\"}",
                "{\"a\":\"1\",\"\\u0061\":\"2\"}",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "[]",
                "x",
                "{} {}",
                "{",
                "{\"a\":\"b\"",
            })
    void aHeaderThatIsNotAFlatObjectOfTheCallersOwnKeysIs400(String metadata) {
        assertThat(Calls.refusal(invoke(metadata)).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void aConverseBodyIsUntouched() {
        String body = " {\"requestMetadata\" : {\"team\":\"x\"},\"messages\":[] }\n";

        assertThat(Calls.call(Calls.post(CONVERSE, body)).outbound().body()).hasToString(body);
    }

    @Test
    void aConverseBodyIsStampedWhenConfigured() {
        assertThat(stamped("{\"messages\":[]}"))
                .isEqualTo("{\"requestMetadata\":{\"ostiary:app\":\"translator\"},\"messages\":[]}");
        assertThat(stamped("{}")).isEqualTo("{\"requestMetadata\":{\"ostiary:app\":\"translator\"}}");
        assertThat(stamped("{\"m\":1,\"requestMetadata\":{ \"t\":\"x\"}}"))
                .isEqualTo("{\"m\":1,\"requestMetadata\":{\"ostiary:app\":\"translator\", \"t\":\"x\"}}");
        assertThat(stamped("{\"requestMetadata\":{}}"))
                .isEqualTo("{\"requestMetadata\":{\"ostiary:app\":\"translator\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"requestMetadata\":{\"ostiary:app\":\"other\"}}",
                "{\"requestMetadata\":{\"\\u006fstiary:x\":\"other\"}}",
                "{\"requestMetadata\":null}",
                "{\"requestMetadata\":[]}",
            })
    void aConverseBodyWithOurKeysIs400(String body) {
        assertThat(Calls.refusal(Calls.post(CONVERSE, body)).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void aConverseBodyHasAtMostSixteenPairs() {
        assertThat(Calls.post(CONVERSE, "{\"requestMetadata\":" + pairs(16) + "}"))
                .isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.post(CONVERSE, "{\"requestMetadata\":" + pairs(17) + "}"))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }
}
