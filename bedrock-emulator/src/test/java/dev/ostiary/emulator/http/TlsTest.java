package dev.ostiary.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.http.Listener.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with ALPN, with a certificate that the JDK's keytool makes for this test alone. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void alpnGivesTheVersionThatTheClientWants(HttpClient.Version version) throws Exception {
        KeyStore store = makeKeyAndCertificate();
        Tls tls = new Tls(
                pem("CERTIFICATE", store.getCertificate("emulator").getEncoded()),
                pem(
                        "PRIVATE KEY",
                        store.getKey("emulator", PASSWORD.toCharArray()).getEncoded()));

        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withTls(tls));
                HttpClient client = HttpClient.newBuilder()
                        .version(version)
                        .sslContext(trusting(store))
                        .build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(emulator.endpoint().resolve("/emulator/health"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(emulator.endpoint().getScheme()).isEqualTo("https");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    private KeyStore makeKeyAndCertificate() throws Exception {
        Path file = directory.resolve("key.p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1".split(" ")));
        command.addAll(List.of("-alias", "emulator", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", file.toString()));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("emulator", store.getCertificate("emulator"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private Path pem(String type, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve(type.replace(' ', '-') + ".pem"),
                "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
