package dev.ostiary.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.jwk.KeyLoading;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that come over a line whose other end nobody vouches for are no keys. */
class UntrustedTlsTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void close() {
        DocumentServer.await(vertx.close());
    }

    @Test
    void certificateThatNobodySignedIsAProblem(@TempDir Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("self-signed.p12");
        makeCertificate(store);
        var options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword("changeit"));
        var server = DocumentServer.await(vertx.createHttpServer(options)
                .requestHandler(request -> {
                    answered.incrementAndGet();
                    request.response().end();
                })
                .listen(0, "127.0.0.1"));
        var documents = new HttpDocuments(vertx, Duration.ofSeconds(3), true);
        URI address = URI.create("https://localhost:" + server.actualPort() + "/certs");

        KeyLoading loading = DocumentServer.await(
                new HttpKeyLoader(vertx, documents, new KeyLocation("https://issuer.example", address)).load());

        assertThat(loading).isInstanceOf(KeyLoading.Problem.class);
        assertThat(loading.toString()).contains("SSLHandshakeException");
        assertThat(answered).hasValue(0);
    }

    private static void makeCertificate(Path store) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int exit = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
