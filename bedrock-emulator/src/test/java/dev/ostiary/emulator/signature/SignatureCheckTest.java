package dev.ostiary.emulator.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.SignedRequests;
import dev.ostiary.emulator.SignedRequests.Signing;
import dev.ostiary.emulator.exchange.Caller;
import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Inbound;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** The SDK signs, the emulator checks; neither knows the other's code. */
class SignatureCheckTest {
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Signing SIGNING = Signing.usual().withClock(CLOCK);
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String PATH =
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fa.b-v1%3A0/invoke";

    private final CredentialBook book = new CredentialBook(
            new Credential.LongTerm(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY, "arn:aws:iam::1:user/u"));
    private final SignatureCheck check = new SignatureCheck(book, Set.of("us-east-1", "eu-west-1"), CLOCK);

    @Test
    void rightSignatureNamesCallerAndRegion() {
        Verdict verdict = check.check(signed(SIGNING.withRegion("eu-west-1")), "bedrock");

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Valid.class, valid -> {
            assertThat(valid.region()).isEqualTo("eu-west-1");
            assertThat(valid.caller().arn()).isEqualTo("arn:aws:iam::1:user/u");
        });
    }

    @Test
    void thousandRandomRequestsOfTheSdkSignerAreAccepted() {
        long seed = Long.getLong("ostiary.seed", 1);
        System.out.println("seed of thousandRandomRequestsOfTheSdkSignerAreAccepted: " + seed);
        Random random = new Random(seed);

        for (int i = 0; i < 1_000; i++) {
            byte[] body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            SdkHttpRequest request = randomRequest(random);
            Inbound inbound = inbound(SignedRequests.sign(request, body, SIGNING), body);

            assertThat(check.check(inbound, "bedrock")).as(inbound.toString()).isInstanceOf(Verdict.Valid.class);
        }
    }

    private static SdkHttpRequest randomRequest(Random random) {
        String alphabet = "abcXYZ019-_.~:/+ %=&?#@!$'()*,;[]äß€";
        SdkHttpRequest.Builder builder =
                SignedRequests.post(ENDPOINT, "/model/" + encode(text(random, alphabet)) + "/invoke");
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.appendRawQueryParameter(text(random, alphabet), text(random, alphabet));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.appendHeader("X-Amzn-Bedrock-Odd-" + i, "a  " + text(random, "abc  ,;=\"'x") + " z");
        }
        return builder.build();
    }

    private static String text(Random random, String alphabet) {
        StringBuilder out = new StringBuilder("x");
        for (int i = random.nextInt(20); i > 0; i--) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private static String encode(String text) {
        return SdkHttpUtils.urlEncode(text);
    }

    @Test
    void wrongSecretIsRefused() {
        Verdict verdict = check.check(
                signed(SIGNING.withCredentials(AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, "wrong"))),
                "bedrock");

        assertRefused(verdict, SignatureFault.MISMATCH, "does not match the signature you provided");
    }

    @Test
    void unknownKeyIsRefused() {
        Verdict verdict = check.check(
                signed(SIGNING.withCredentials(AwsBasicCredentials.create("AKIAUNKNOWN", "wrong"))), "bedrock");

        assertRefused(verdict, SignatureFault.UNKNOWN_KEY, "The security token included in the request is invalid.");
    }

    @Test
    void changedBodyIsRefused() {
        Inbound request = signed(SIGNING);
        Inbound changed = change(request, request.rawTarget(), request.headers(), new byte[] {'x'});

        assertRefused(check.check(changed, "bedrock"), SignatureFault.MISMATCH, "x-amz-content-sha256");
    }

    @Test
    void changedPathIsRefused() {
        assertMismatch(request ->
                change(request, request.rawTarget().replace("a.b", "a.c"), request.headers(), request.body()));
    }

    @Test
    void pathWithOneEncodingLessIsRefused() {
        assertMismatch(
                request -> change(request, request.rawTarget().replace("%3A", ":"), request.headers(), request.body()));
    }

    @Test
    void addedQueryIsRefused() {
        assertMismatch(request -> change(request, request.rawTarget() + "?a=b", request.headers(), request.body()));
    }

    @Test
    void changedSignedHeaderIsRefused() {
        assertMismatch(request -> change(
                request,
                request.rawTarget(),
                replaced(request.headers(), "Content-Type", "text/plain"),
                request.body()));
    }

    @Test
    void otherHostIsRefused() {
        assertMismatch(request -> new Inbound(
                request.method(), request.rawTarget(), "HTTP/1.1", "other:4566", request.headers(), request.body()));
    }

    @Test
    void addedAmzHeaderMustBeSigned() {
        Inbound request = signed(SIGNING);
        Inbound more =
                change(request, request.rawTarget(), request.headers().with("x-amz-target", "evil"), request.body());

        assertRefused(check.check(more, "bedrock"), SignatureFault.MISMATCH, "'x-amz-target' must be a 'SignedHeader'");
    }

    @Test
    void contentTypeMustBeSigned() {
        SdkHttpRequest bare =
                SignedRequests.request(SdkHttpMethod.POST, ENDPOINT, PATH).build();
        Inbound request = inbound(SignedRequests.sign(bare, BODY, SIGNING), BODY);
        Inbound more = change(
                request,
                request.rawTarget(),
                request.headers().with("Content-Type", "application/json"),
                request.body());

        assertRefused(check.check(more, "bedrock"), SignatureFault.MISMATCH, "'content-type' must be");
    }

    @Test
    void declaredContentHashMustFitTheBody() {
        SdkHttpRequest request = SignedRequests.post(ENDPOINT, PATH)
                .putHeader("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .build();
        Inbound inbound = inbound(SignedRequests.sign(request, BODY, SIGNING), BODY);
        Inbound lying = change(
                inbound,
                inbound.rawTarget(),
                replaced(inbound.headers(), "x-amz-content-sha256", "0".repeat(64)),
                inbound.body());

        assertRefused(check.check(lying, "bedrock"), SignatureFault.MISMATCH, "x-amz-content-sha256");
    }

    @Test
    void clockMayDifferByFiveMinutesAndNoMore() {
        Function<Duration, Verdict> signedAt =
                offset -> check.check(signed(SIGNING.withClock(Clock.offset(CLOCK, offset))), "bedrock");

        assertThat(signedAt.apply(Duration.ofMinutes(5))).isInstanceOf(Verdict.Valid.class);
        assertThat(signedAt.apply(Duration.ofMinutes(-5))).isInstanceOf(Verdict.Valid.class);
        assertRefused(
                signedAt.apply(Duration.ofSeconds(-301)), SignatureFault.SKEWED, "Signature expired: 20261123T09");
        assertRefused(signedAt.apply(Duration.ofSeconds(301)), SignatureFault.SKEWED, "Signature not yet current: ");
    }

    @Test
    void otherServiceIsRefused() {
        Verdict verdict = check.check(signed(SIGNING.withService("s3")), "bedrock");

        assertRefused(verdict, SignatureFault.SCOPE, "correct service: 'bedrock'");
    }

    @Test
    void unknownRegionIsRefused() {
        Verdict verdict = check.check(signed(SIGNING.withRegion("mars-north-1")), "bedrock");

        assertRefused(verdict, SignatureFault.SCOPE, "scoped to a valid region");
    }

    @Test
    void regionCannotBeExchangedForAnother() {
        assertMismatch(request -> change(
                request,
                request.rawTarget(),
                replaced(
                        request.headers(),
                        "Authorization",
                        request.headers().first("Authorization").orElseThrow().replace("us-east-1", "eu-west-1")),
                request.body()));
    }

    @Test
    void noSignatureIsMissingAuthentication() {
        Inbound request = new Inbound("POST", PATH, "HTTP/1.1", "h", Headers.NONE, BODY);

        assertRefused(check.check(request, "bedrock"), SignatureFault.MISSING, "Missing Authentication Token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic abc",
                "AWS4-HMAC-SHA256 Credential=A/B",
                "AWS4-HMAC-SHA256 Credential=A/20261123/us-east-1/bedrock/aws4_request, Signature=x",
                "AWS4-HMAC-SHA256 Credential=A/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=x",
                "AWS4-HMAC-SHA256 ,,,"
            })
    void brokenHeaderIsIncomplete(String value) {
        Headers headers = Headers.NONE.with("Authorization", value);
        Inbound request = new Inbound("POST", PATH, "HTTP/1.1", "h", headers, BODY);

        assertRefused(check.check(request, "bedrock"), SignatureFault.INCOMPLETE, "Authorization header requires");
    }

    @Test
    void sessionNeedsItsTokenAndEnds() {
        Caller caller = new Caller("ASIA1", "arn:aws:sts::1:assumed-role/r/app", "app", Map.of());
        book.add(new Credential.Session("secret", "token", NOW, caller));
        book.add(new Credential.Session(
                "secret", "token", NOW.plusSeconds(1), new Caller("ASIA2", "arn", "app", Map.of())));

        assertThat(check.check(signed(session("ASIA2", "token")), "bedrock")).isInstanceOf(Verdict.Valid.class);
        assertRefused(
                check.check(signed(session("ASIA2", "other")), "bedrock"), SignatureFault.UNKNOWN_KEY, "is invalid");
        assertRefused(
                check.check(signed(SIGNING.withCredentials(AwsBasicCredentials.create("ASIA2", "secret"))), "bedrock"),
                SignatureFault.UNKNOWN_KEY,
                "is invalid");
        assertRefused(
                check.check(signed(session("ASIA1", "token")), "bedrock"), SignatureFault.EXPIRED_TOKEN, "expired");
    }

    @Test
    void forgottenSessionIsUnknown() {
        book.add(new Credential.Session(
                "secret", "token", NOW.plusSeconds(60), new Caller("ASIA2", "arn", "app", Map.of())));
        book.forgetSessions();

        assertRefused(
                check.check(signed(session("ASIA2", "token")), "bedrock"), SignatureFault.UNKNOWN_KEY, "is invalid");
    }

    private static Signing session(String key, String token) {
        return SIGNING.withCredentials(AwsSessionCredentials.create(key, "secret", token));
    }

    private void assertMismatch(Function<Inbound, Inbound> tamper) {
        Inbound request = signed(SIGNING);

        assertThat(check.check(request, "bedrock")).isInstanceOf(Verdict.Valid.class);
        assertRefused(
                check.check(tamper.apply(request), "bedrock"), SignatureFault.MISMATCH, "signature we calculated");
    }

    private static void assertRefused(Verdict verdict, SignatureFault fault, String text) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.fault()).isEqualTo(fault);
            assertThat(refused.message()).contains(text);
        });
    }

    private static Inbound signed(Signing signing) {
        return inbound(SignedRequests.sign(SignedRequests.post(ENDPOINT, PATH).build(), BODY, signing), BODY);
    }

    private static Inbound inbound(SdkHttpRequest request, byte[] body) {
        List<Headers.Line> lines = new ArrayList<>();
        request.forEachHeader((name, values) -> values.forEach(value -> lines.add(new Headers.Line(name, value))));
        String query = request.encodedQueryParameters().map(text -> "?" + text).orElse("");
        return new Inbound(
                "POST", request.encodedPath() + query, "HTTP/1.1", "127.0.0.1:4566", new Headers(lines), body);
    }

    private static Inbound change(Inbound old, String target, Headers headers, byte[] body) {
        return new Inbound(old.method(), target, old.httpVersion(), old.host(), headers, body);
    }

    private static Headers replaced(Headers headers, String name, String value) {
        return new Headers(headers.lines().stream()
                .map(line -> line.name().equalsIgnoreCase(name) ? new Headers.Line(name, value) : line)
                .toList());
    }
}
