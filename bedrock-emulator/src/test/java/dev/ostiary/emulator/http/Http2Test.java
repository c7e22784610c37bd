package dev.ostiary.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.SignedRequests;
import dev.ostiary.emulator.SignedRequests.Signing;
import dev.ostiary.emulator.exchange.Selector;
import dev.ostiary.emulator.fault.Fault;
import dev.ostiary.emulator.fault.FaultRule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpRequest;

/** HTTP/2 with prior knowledge on the plain port, with the faults that look different there. */
class Http2Test {
    private static final String PATH = "/model/amazon.nova-lite-v1%3A0/converse-stream";
    private static final byte[] BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"one two\"}]}]}"
            .getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx = Vertx.vertx();
    private Emulator emulator;
    private HttpClient client;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1));
    }

    @AfterEach
    void stop() {
        vertx.close();
        emulator.close();
    }

    @Test
    void manyStreamsShareOneConnection() throws Exception {
        List<Future<Buffer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(body());
        }

        for (Future<Buffer> answer : answers) {
            assertThat(await(answer).length()).isGreaterThan(500);
        }
        assertThat(emulator.requests().all())
                .hasSize(200)
                .allMatch(request -> request.httpVersion().equals("HTTP/2") && request.isSignedRightly());
    }

    @Test
    void resetIsOfTheStreamAndNotOfTheConnection() throws Exception {
        emulator.faults().add(FaultRule.once(new Fault.ResetMidFrame(1)));
        Future<Buffer> broken = body();

        assertThatThrownBy(() -> await(broken)).hasCauseInstanceOf(StreamResetException.class);
        assertThat(await(body()).length()).isGreaterThan(500);
    }

    @Test
    void resetBeforeHeadersIsStreamReset() {
        emulator.faults().add(new Fault.ResetBeforeHeaders());
        Future<HttpClientResponse> answer = send();

        assertThatThrownBy(() -> await(answer)).hasCauseInstanceOf(StreamResetException.class);
    }

    @Test
    void truncatedStreamEndsCleanly() throws Exception {
        emulator.faults().add(new Fault.EndMidFrame(2));

        assertThat(await(body()).length()).isBetween(100, 500);
    }

    @Test
    void hangIsForTheOneCallOnly() throws Exception {
        emulator.faults().add(FaultRule.always(new Fault.Hang()).on(Selector.operation("ConverseStream")));
        Future<HttpClientResponse> hanging = send();
        boolean arrived = emulator.requests().awaitSize(1, Duration.ofSeconds(5));
        emulator.faults().clear();

        assertThat(arrived).isTrue();
        assertThat(await(send()).statusCode()).isEqualTo(200);
        assertThat(hanging.isComplete()).isFalse();
    }

    private Future<Buffer> body() {
        return send().compose(HttpClientResponse::body);
    }

    private Future<HttpClientResponse> send() {
        SdkHttpRequest signed = SignedRequests.sign(
                SignedRequests.post(emulator.endpoint(), PATH).build(), BODY, Signing.usual());
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost("127.0.0.1")
                        .setPort(emulator.port())
                        .setURI(PATH))
                .compose(request -> {
                    signed.forEachHeader((name, values) -> {
                        if (!name.equalsIgnoreCase("host")) {
                            request.putHeader(name, values);
                        }
                    });
                    return request.send(Buffer.buffer(BODY));
                });
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
