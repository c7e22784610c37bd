package dev.ostiary.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.jwk.KeyLoading;
import dev.ostiary.gateway.jwk.KeySet;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpKeyLoaderTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final String JWKS = SigningKey.jwks(SigningKey.rsa().jwk());

    private final Vertx vertx = Vertx.vertx();
    private final DocumentServer server = new DocumentServer(vertx);
    private final HttpDocuments documents = new HttpDocuments(vertx, TIMEOUT, false);

    @AfterEach
    void close() {
        documents.close();
        DocumentServer.await(vertx.close());
    }

    private KeyLoading load(String issuer, @Nullable URI jwksUrl) {
        return DocumentServer.await(new HttpKeyLoader(vertx, documents, new KeyLocation(issuer, jwksUrl)).load());
    }

    private String problem(URI jwksUrl) {
        KeyLoading loading = load("https://issuer.example", jwksUrl);
        assertThat(loading).isInstanceOf(KeyLoading.Problem.class);
        return ((KeyLoading.Problem) loading).what();
    }

    @Test
    void keySetComesFromItsAddress() {
        server.serve("/certs", JWKS);

        KeyLoading loading = load("https://issuer.example", server.address("/certs"));

        assertThat(loading)
                .isInstanceOfSatisfying(
                        KeySet.class, set -> assertThat(set.keys()).hasSize(1));
    }

    @Test
    void discoveryFindsTheAddressAtTheIssuer() {
        String issuer = server.address("/realm").toString();
        server.serve(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + server.address("/certs") + "\"}");
        server.serve("/certs", JWKS);

        assertThat(load(issuer, null)).isInstanceOf(KeySet.class);
    }

    @Test
    void discoveryOfAnotherIssuerIsRefused() {
        String issuer = server.address("/realm").toString();
        server.serve(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "/\",\"jwks_uri\":\"" + server.address("/certs") + "\"}");
        server.serve("/certs", JWKS);

        assertThat(load(issuer, null).toString()).contains("names another issuer");
        assertThat(server.requests("/certs")).isZero();
    }

    @Test
    void discoveryLeadsToNoFileAndNoPlaintextBeyondLoopback() {
        String issuer = server.address("").toString();
        for (String uri : new String[] {"file:///etc/passwd", "http://169.254.169.254/keys", "ftp://x/y", "%%%"}) {
            server.serve(
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + uri + "\"}");

            assertThat(load(issuer, null)).as(uri).isInstanceOf(KeyLoading.Problem.class);
        }
    }

    @Test
    void threat19RedirectsAreNotFollowed() {
        server.answer(
                "/certs",
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader(
                                "location", server.address("/latest/meta-data").toString())
                        .end());
        server.serve("/latest/meta-data", JWKS);

        assertThat(problem(server.address("/certs"))).contains("status 302");
        assertThat(server.requests("/latest/meta-data")).isZero();
    }

    @Test
    void threat19HtmlIsRefused() {
        server.answer(
                "/declared",
                request -> request.response()
                        .putHeader("content-type", "text/html")
                        .end(JWKS));
        server.serve("/real", "<html><body>Please log in</body></html>");

        assertThat(problem(server.address("/declared"))).contains("not declared as JSON");
        assertThat(problem(server.address("/real"))).contains("no JSON Web Key Set");
    }

    @Test
    void threat19LongAnswersAreCutOff() {
        server.serve("/certs", JWKS + " ".repeat(5_000_000));

        assertThat(problem(server.address("/certs"))).contains("longer than 262144 bytes");
    }

    @Test
    void answerOfExactlyTheCapIsTaken() {
        server.serve("/cap", JWKS + " ".repeat(HttpDocuments.MAX_BYTES - JWKS.length()));
        server.serve("/over", JWKS + " ".repeat(HttpDocuments.MAX_BYTES - JWKS.length() + 1));

        assertThat(load("i", server.address("/cap"))).isInstanceOf(KeySet.class);
        assertThat(problem(server.address("/over"))).contains("longer");
    }

    @Test
    void threat19SilenceEndsAtTheDeadline() {
        server.answer("/certs", request -> {});

        assertThat(problem(server.address("/certs"))).contains("no whole answer within 400 ms");
    }

    @Test
    void threat19DripOfBytesEndsAtTheDeadline() {
        server.answer("/certs", request -> {
            request.response().setChunked(true).putHeader("content-type", "application/json");
            vertx.setPeriodic(50, id -> request.response().write(" "));
        });

        assertThat(problem(server.address("/certs"))).contains("no whole answer within 400 ms");
    }

    @Test
    void threat19NobodyListensIsAProblemAndNoException() {
        URI gone = server.address("/certs");
        server.close();

        assertThat(problem(gone)).contains(gone.toString());
    }

    @Test
    void errorStatusIsAProblem() {
        server.answer("/certs", request -> request.response().setStatusCode(500).end(JWKS));

        assertThat(problem(server.address("/certs"))).contains("status 500");
    }

    @Test
    void brokenAnswerIsAProblem() {
        server.answer("/certs", request -> {
            request.response().putHeader("content-type", "application/json").putHeader("content-length", "1000");
            request.response()
                    .write(JWKS.substring(0, 20))
                    .onComplete(written -> request.connection().close());
        });

        assertThat(problem(server.address("/certs")))
                .contains(server.address("/certs").toString());
    }

    @Test
    void requestCarriesNothingButItsAddress() {
        var seen = new AtomicReference<HttpServerRequest>();
        server.answer("/certs", request -> {
            seen.set(request);
            request.response().putHeader("content-type", "application/json").end(JWKS);
        });

        load("i", server.address("/certs"));

        assertThat(seen.get().headers().names())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder("host", "accept", "connection");
    }

    @Test
    void plaintextIsForLoopbackOnlyUnlessAllowed() {
        URI keycloak = URI.create("http://keycloak:8080/certs");

        assertThat(KeyLocation.objection(keycloak, false)).contains("plain http");
        assertThat(KeyLocation.objection(keycloak, true)).isNull();
        assertThat(KeyLocation.objection(URI.create("http://localhost:1/x"), false))
                .isNull();
        assertThat(KeyLocation.objection(URI.create("http://[::1]:1/x"), false)).isNull();
        assertThat(KeyLocation.objection(URI.create("http://127.0.0.1.evil.example/"), false))
                .contains("plain http");
        assertThat(KeyLocation.objection(URI.create("https://user@host/"), false))
                .contains("not an address");
        assertThat(KeyLocation.objection(URI.create("https:opaque"), true)).contains("not an address");
    }
}
