package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.jwk.KeyLoading;
import dev.ostiary.gateway.jwk.KeySet;
import dev.ostiary.gateway.jwk.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Fetches a key set from its address, or finds the address by OpenID Connect discovery each time. */
final class HttpKeyLoader implements KeyLoader {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Vertx vertx;
    private final HttpDocuments documents;
    private final KeyLocation location;

    HttpKeyLoader(Vertx vertx, HttpDocuments documents, KeyLocation location) {
        this.vertx = vertx;
        this.documents = documents;
        this.location = location;
    }

    @Override
    public Future<KeyLoading> load() {
        URI jwksUrl = location.jwksUrl();
        Future<URI> address = jwksUrl != null ? Future.succeededFuture(jwksUrl) : discover();
        return address.compose(this::fetch)
                .otherwise(failure -> new KeyLoading.Problem(String.valueOf(failure.getMessage())));
    }

    private Future<KeyLoading> fetch(URI address) {
        return documents
                .get(address)
                .<KeyLoading>compose(bytes -> vertx.executeBlocking(() -> read(address, bytes), false))
                .<KeyLoading>map(Objects::requireNonNull)
                .otherwise(failure -> new KeyLoading.Problem("`" + address + "`: " + failure.getMessage()));
    }

    private static KeyLoading read(URI address, byte[] bytes) {
        KeySet keys = KeySet.read(bytes);
        return keys != null ? keys : new KeyLoading.Problem("`" + address + "`: the answer is no JSON Web Key Set");
    }

    private Future<URI> discover() {
        String issuer = location.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI address;
        try {
            address = URI.create(base + DISCOVERY);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(new IOException("issuer `" + issuer + "` is no address, set `jwks-url`"));
        }
        return documents
                .get(address)
                .compose(bytes -> vertx.executeBlocking(() -> jwksUri(bytes), false))
                .<URI>map(Objects::requireNonNull)
                .recover(failure ->
                        Future.failedFuture(new IOException("`" + address + "`: " + failure.getMessage(), failure)));
    }

    private URI jwksUri(byte[] bytes) throws IOException {
        Map<String, Object> document = StrictJson.readObject(bytes);
        if (document == null) {
            throw new IOException("the answer is no JSON object");
        }
        // OpenID Connect Discovery 1.0, section 4.3: else one issuer could hand out another's keys
        if (!location.issuer().equals(document.get("issuer"))) {
            throw new IOException("the document names another issuer, expected `" + location.issuer() + "`");
        }
        if (!(document.get("jwks_uri") instanceof String text)) {
            throw new IOException("the document has no `jwks_uri`");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("`jwks_uri` is no address", e);
        }
    }
}
