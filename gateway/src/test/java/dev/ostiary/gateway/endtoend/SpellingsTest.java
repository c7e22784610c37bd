package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every spelling of one model through a real socket: allowed to one app, denied to another, and never anything else. */
class SpellingsTest {
    private static final String LITE = "amazon.nova-lite-v1:0";
    private static final String MODEL_ARN = "arn:aws:bedrock:us-east-1::foundation-model/" + LITE;
    private static final String PROFILE_ARN =
            "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0";
    private static final List<String> PREFIXES =
            List.of("", "/bedrock", "/region/us-east-1", "/bedrock/region/us-east-1");
    private static final String MESSAGE = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/lite.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                "Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],
                "Resource":["arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0",
                "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"]}]}""");
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        TestGateway.write(directory, "policies/not-lite.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"bedrock:*",
                "Resource":"arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0"}]}""");
        TestGateway.writeApp(directory, "lite-only", "lite", "");
        TestGateway.writeApp(directory, "all-but-lite", "all, not-lite", "");
        gateway = TestGateway.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void quiet() {
        gateway.emulator().reset();
    }

    static List<String> legalSpellings() {
        return List.of(
                LITE,
                LITE.replace(":", "%3A"),
                LITE.replace(":", "%3a"),
                "%61" + LITE.substring(1),
                "amazon%2Enova%2Dlite%2Dv1%3A%30",
                everyCharacterEncoded(LITE),
                MODEL_ARN.replace("/", "%2F"),
                MODEL_ARN.replace("/", "%2f"),
                encoded(MODEL_ARN),
                everyCharacterEncoded(MODEL_ARN),
                "us." + LITE,
                encoded("us." + LITE),
                PROFILE_ARN.replace("/", "%2F"),
                encoded(PROFILE_ARN),
                everyCharacterEncoded(PROFILE_ARN));
    }

    @ParameterizedTest
    @MethodSource("legalSpellings")
    void aLegalSpellingIsAllowedToOneAppAndDeniedToTheOther(String spelling) {
        for (String prefix : PREFIXES) {
            String target = prefix + "/model/" + spelling + "/converse";

            String denied = post("all-but-lite", target);
            assertThat(Raw.status(denied)).as(target).isEqualTo(403);
            assertThat(denied).contains("x-ostiary-denied-by: policy").contains("with an explicit deny");
            assertThat(sent()).isEmpty();

            assertThat(Raw.status(post("lite-only", target))).as(target).isEqualTo(200);
            assertThat(sent())
                    .singleElement()
                    .satisfies(raw -> assertThat(raw).matches("/model/[A-Za-z0-9._%-]+/converse"));
            gateway.emulator().reset();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "AMAZON.NOVA-LITE-V1:0 403",
                "amazon.nova-lite-v1 403",
                "amazon.nova-lite-v1:0:0 403",
                "amazon.nova-lite-v1:0. 403",
                "US.amazon.nova-lite-v1:0 403",
                "eu.amazon.nova-lite-v1:0 403",
                "us.us.amazon.nova-lite-v1:0 403",
                "amazon.nova-lite-v1%253A0 400",
                "%2561mazon.nova-lite-v1:0 400",
                "amazon.nova-lite-v1%3 400",
                "amazon.nova-lite-v1%zz 400",
                "amazon.nova-lite-v1%u003A0 400",
                "amazon.nova-lite-v1:0;x=1 400",
                "amazon.nova-lite-v1:0%3Bx 400",
                "amazon.nova-lite-v1:0%00 400",
                "amazon.nova-lite-v1:0%0d%0aX:1 400",
                "amazon.nova-lite-v1:0%20 400",
                "amazon.nova-lite-v1:0+ 400",
                "amazon.nova-lite-v1:0* 400",
                "amazon.nova-lite-v1:0%3F 400",
                "amazon.nova-lite-v1:0%23 400",
                "amazon%C0%AEnova-lite-v1:0 400",
                "amazon%EF%BC%8Enova-lite-v1:0 400",
                "%EF%BD%81mazon.nova-lite-v1:0 400",
                "amazon.nova-lite-v1:0%5C 400",
                "amazon.nova-lite-v1:0\\ 400",
                "..%2Famazon.nova-lite-v1:0 400",
                "%2e%2e%2famazon.nova-lite-v1:0 400",
                "./amazon.nova-lite-v1:0 400",
                "x/../amazon.nova-lite-v1:0 400",
                "x/%2e%2e/amazon.nova-lite-v1:0 400",
                "/amazon.nova-lite-v1:0 400",
                "amazon.nova-lite-v1:0/ 400",
                "amazon.nova-lite-v1:0%2F 400",
                "foundation-model%2Famazon.nova-lite-v1:0 400",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0 404",
                "ARN:aws:bedrock:us-east-1::foundation-model%2Famazon.nova-lite-v1:0 400",
                "arn:aws:bedrock:us-east-1::foundation-model%2FAmazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1::foundation-model%2Famazon.nova-lite-v1:0%2Fx 403",
                "arn:aws:bedrock:us-east-1::foundation-model%2F%2Famazon.nova-lite-v1:0 400",
                "arn:aws:bedrock:us-east-1::Foundation-Model%2Famazon.nova-lite-v1:0 403",
                "arn:aws:Bedrock:us-east-1::foundation-model%2Famazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:US-EAST-1::foundation-model%2Famazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:eu-west-1::foundation-model%2Famazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:::foundation-model%2Famazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1:111122223333:foundation-model%2Famazon.nova-lite-v1:0 403",
                "arn:aws-cn:bedrock:us-east-1::foundation-model%2Famazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1::foundation-model:amazon.nova-lite-v1:0 400",
                "arn:aws:bedrock:us-east-1:999999999999:inference-profile%2Fus.amazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1:111122223333:inference-profile%2FUS.amazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1:111122223333:inference-profile%2Famazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile%2Fus.amazon.nova-lite-v1:0 403",
                "arn:aws:bedrock:us-east-1:111122223333:model%2Famazon.nova-lite-v1:0 403",
            })
    void anyOtherSpellingReachesNothingForAnybody(String spelling, int status) {
        for (String prefix : PREFIXES) {
            String target = prefix + "/model/" + spelling + "/converse";

            assertThat(Raw.status(post("lite-only", target))).as(target).isEqualTo(status);
            assertThat(Raw.status(post("all-but-lite", target))).as(target).isEqualTo(status);
        }
        assertThat(sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/BEDROCK/model/ 404",
                "/bedrock/bedrock/model/ 404",
                "/region/us-east-1/bedrock/model/ 404",
                "/region/us-east-1/region/us-east-1/model/ 404",
                "/region/model/ 404",
                "/Model/ 404",
                "//model/ 400",
                "/bedrock//model/ 400",
                "/bedrock;x/model/ 400",
                "/bedrock/../model/ 400",
                "/bedrock/%2e%2e/model/ 400",
                "/region/US-EAST-1/model/ 400",
                "/region/us-west-2/model/ 400",
                "/region/us-east-1.evil.example/model/ 400",
                "/region/us-east-1%2F/model/ 400",
                "/region/us-east-1%00/model/ 400",
                "http://127.0.0.1:1/model/ 400",
            })
    void noOtherWayLeadsToTheModel(String before, int status) {
        String target = before + LITE + "/converse";

        assertThat(Raw.status(post("lite-only", target))).as(target).isEqualTo(status);
        assertThat(Raw.status(post("all-but-lite", target))).as(target).isEqualTo(status);
        assertThat(sent()).isEmpty();
    }

    private static String post(String app, String target) {
        return Raw.post(gateway.endpoint(), gateway.issuer().token(app), target, "", MESSAGE);
    }

    /** What Bedrock was asked beside the catalogue. */
    private static List<String> sent() {
        return gateway.emulator().requests().all().stream()
                .filter(request -> request.method().equals("POST"))
                .map(request -> request.rawTarget())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String everyCharacterEncoded(String text) {
        var out = new StringBuilder();
        text.chars().forEach(c -> out.append(String.format("%%%02X", c)));
        return out.toString();
    }
}
