package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.http.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The SDK's two clients at the TLS port: HTTP/1.1, and HTTP/2 chosen by ALPN. */
class TlsPortTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final Message HELLO = Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("hello"))
            .build();

    @TempDir
    static Path directory;

    private static TestGateway gateway;
    private static TestCertificate certificate;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.make(directory);
        TestGateway.write(directory, "policies/secure.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:Invoke*","Resource":"*",
                 "Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}""");
        TestGateway.writeApp(directory, "app", "secure", "");
        gateway = TestGateway.start(
                directory,
                Map.of(
                        "ostiary.http.tls-certificate",
                                certificate.certificate().toString(),
                        "ostiary.http.tls-key", certificate.key().toString()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String token() {
        return gateway.issuer().token("app");
    }

    private static ConverseRequest.Builder hello(ConverseRequest.Builder request) {
        return request.modelId(SONNET).messages(HELLO);
    }

    @Test
    void aSynchronousClientCallsOverHttp11() {
        try (BedrockRuntimeClient client = Clients.withToken(
                        BedrockRuntimeClient.builder(), gateway.tlsEndpoint(), token())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> certificate.trust().getTrustManagers()))
                .build()) {
            assertThat(client.converse(TlsPortTest::hello).usage().outputTokens())
                    .isPositive();
        }
    }

    @Test
    void anAsynchronousClientStreamsOverTheHttp2ThatAlpnChose() {
        List<ConverseStreamOutput> events = new CopyOnWriteArrayList<>();

        // with HTTP2 and ALPN the SDK fails unless the server chooses h2
        try (BedrockRuntimeAsyncClient client = Clients.withToken(
                        BedrockRuntimeAsyncClient.builder(), gateway.tlsEndpoint(), token())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP2)
                        .protocolNegotiation(ProtocolNegotiation.ALPN)
                        .tlsTrustManagersProvider(() -> certificate.trust().getTrustManagers()))
                .build()) {
            client.converseStream(
                            request -> request.modelId(SONNET).messages(HELLO),
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(events::add)
                                    .build())
                    .join();
        }

        assertThat(events).hasSizeGreaterThan(3);
    }

    @Test
    void aPolicyMayAskForTls() {
        try (BedrockRuntimeClient client = Clients.gateway(gateway, token())) {
            assertThatThrownBy(() -> client.converse(TlsPortTest::hello))
                    .hasMessageContaining("Bool on `aws:SecureTransport`");
        }
    }

    @Test
    void aClientThatDoesNotTrustTheCertificateSendsNothing() {
        String token = gateway.issuer().token(Map.of("azp", "app", "sub", "distrustful"));

        try (BedrockRuntimeClient client = Clients.withToken(
                        BedrockRuntimeClient.builder(), gateway.tlsEndpoint(), token)
                .build()) {
            assertThatThrownBy(() -> client.converse(TlsPortTest::hello)).isInstanceOf(SdkClientException.class);
        }
        Raw.post(
                gateway.endpoint(), gateway.issuer().token(Map.of("azp", "app", "sub", "later")), "/nowhere", "", "{}");
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.accessLog().contains("\"subject\":\"later\""));
        assertThat(gateway.accessLog()).doesNotContain("distrustful");
    }
}
