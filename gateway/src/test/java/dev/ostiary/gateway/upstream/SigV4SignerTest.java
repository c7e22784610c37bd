package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.gateway.endpoints.Endpoint;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SigV4SignerTest {
    private static final int REQUESTS = 1_500;
    private static final List<String> IDS = List.of(
            "anthropic.claude-3-sonnet-20240229-v1:0",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123def456",
            "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0",
            "arn:aws:sagemaker:us-east-1:111122223333:endpoint/with+plus and space",
            "odd!*'()~_.-=&,;@$ü€");

    /** The emulator checks signatures with code of its own, written from AWS's description. */
    @Test
    void randomRequestsPassAnIndependentCheck() {
        long seed = Long.getLong("ostiary.seed", 1);
        var random = new Random(seed);
        var credentials = AwsCredentialsIdentity.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY);
        try (var emulator = Emulator.start(EmulatorOptions.defaults());
                var rig = new UpstreamRig(
                        Settings.at(emulator.endpoint().toString()).with("regions", "us-east-1,eu-west-1"))) {
            for (int i = 0; i < REQUESTS; i++) {
                var request = randomRequest(random);
                var reading = UpstreamRig.await(rig.onLoop(() -> rig.upstream.send("app", request, credentials))
                        .reading());
                var seen = emulator.requests().last();

                assertThat(seen.isSignedRightly())
                        .as("seed %s, request %s: %s with %s: %s", seed, i, request, request.headers(), seen.verdict())
                        .isTrue();
                assertThat(seen.rawTarget()).isEqualTo(target(request));
                assertThat(seen.body()).isEqualTo(request.body().getBytes());
                rig.body((UpstreamAnswer) reading);
            }
            assertThat(emulator.requests().size()).isEqualTo(REQUESTS);
        }
    }

    @Test
    void nothingIsSentThatIsNotSigned() {
        var signer = new SigV4Signer(Clock.systemUTC());
        var request = new OutboundRequest(
                "default",
                "us-east-1",
                "POST",
                "/model/m/invoke",
                null,
                List.of(Map.entry("Content-Type", "application/json"), Map.entry("X-Amzn-Bedrock-Trace", "ENABLED")),
                Buffer.buffer("{}"),
                false);

        var signed = signer.sign(
                request,
                Endpoint.parse("https://bedrock.example:8443"),
                AwsCredentialsIdentity.create("AKID", "secret"));

        var authorization =
                signed.getOrDefault("Authorization", List.of("none")).getFirst();
        assertThat(authorization)
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                .contains("/us-east-1/bedrock/aws4_request");
        var names = List.of(
                authorization.replaceAll(".*SignedHeaders=([^,]*),.*", "$1").split(";"));
        assertThat(names)
                .contains("content-type", "host", "x-amz-date", "x-amz-content-sha256", "x-amzn-bedrock-trace");
        assertThat(signed.keySet().stream().map(String::toLowerCase).filter(name -> !name.equals("authorization")))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(signed.get("Host")).containsExactly("bedrock.example:8443");
    }

    @Test
    void everyHeaderOnTheWireIsSigned() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.ok("x");
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            rig.text(UpstreamRig.post("/model/m/invoke"));

            var head = server.requests().getFirst();
            var sent = head.lines()
                    .skip(1)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                    .filter(name -> !name.equals("authorization"))
                    .toList();
            var signed = List.of(
                    head.replaceAll("(?s).*SignedHeaders=([^,]*),.*", "$1").split(";", -1));
            assertThat(sent).containsExactlyInAnyOrderElementsOf(signed).contains("content-length");
        }
    }

    private static String target(OutboundRequest request) {
        return request.encodedQuery() == null
                ? request.encodedPath()
                : request.encodedPath() + "?" + request.encodedQuery();
    }

    private static OutboundRequest randomRequest(Random random) {
        boolean get = random.nextInt(4) == 0;
        var path = get
                ? "/async-invoke" + (random.nextBoolean() ? "" : "/" + segment(random))
                : "/model/" + segment(random)
                        + List.of("/invoke", "/converse", "/count-tokens").get(random.nextInt(3));
        return new OutboundRequest(
                "default",
                random.nextBoolean() ? "us-east-1" : "eu-west-1",
                get ? "GET" : "POST",
                path,
                get && random.nextBoolean() ? query(random) : null,
                headers(random),
                get ? Buffer.buffer() : body(random),
                false);
    }

    /** Percent-encoded, or with a bare `:` as callers may send it. */
    private static String segment(Random random) {
        var id = IDS.get(random.nextInt(IDS.size()));
        var encoded = encode(id);
        return random.nextInt(4) == 0 ? encoded.replace("%3A", ":") : encoded;
    }

    private static String query(Random random) {
        var pairs = new ArrayList<String>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            pairs.add(encode("name" + random.nextInt(3) + (random.nextBoolean() ? "" : "é ")) + "="
                    + encode(text(random)));
        }
        return String.join("&", pairs);
    }

    private static List<Map.Entry<String, String>> headers(Random random) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        if (random.nextBoolean()) {
            headers.add(Map.entry("Content-Type", random.nextBoolean() ? "application/json" : "a/b;  c=\"d  e\""));
        }
        if (random.nextBoolean()) {
            headers.add(Map.entry("accept", "*/*"));
        }
        if (random.nextBoolean()) {
            headers.add(Map.entry(
                    "X-Amzn-Bedrock-Request-Metadata", "{\"team\": \"a  b\", \"x\":\"" + random.nextInt() + "\"}"));
        }
        if (random.nextBoolean()) {
            headers.add(Map.entry("X-AMZN-BEDROCK-TRACE", "ENABLED"));
        }
        return headers;
    }

    private static Buffer body(Random random) {
        var bytes = new byte[random.nextInt(50) == 0 ? 300_000 : random.nextInt(4_000)];
        random.nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append("aZ0 -_.~/:+&=%?#é€".charAt(random.nextInt(18)));
        }
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
