package dev.ostiary.gateway.keys;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gets one small JSON document over http. Trusts nothing about the other side: one deadline for the whole exchange (a drip of bytes
 * does not extend it), a cap on bytes, status 200 and JSON only, and no redirect is followed, since it would lead an issuer's
 * address to one that nobody configured, such as an instance metadata service.
 */
final class HttpDocuments {
    static final int MAX_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;
    private final boolean allowPlaintext;

    HttpDocuments(Vertx vertx, Duration timeout, boolean allowPlaintext) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.allowPlaintext = allowPlaintext;
        // a fetch every few minutes: a kept connection would mostly be found closed
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(8)
                .setConnectTimeout((int) timeout.toMillis())
                .setVerifyHost(true));
    }

    /** @return fails with a message for people */
    Future<byte[]> get(URI address) {
        String objection = KeyLocation.objection(address, allowPlaintext);
        if (objection != null) {
            return Future.failedFuture(new IOException(objection));
        }
        return new Exchange().start(address);
    }

    void close() {
        client.close();
    }

    /** One request and its answer. Ends once, by whichever comes first: the whole body, a fault or the deadline. */
    private final class Exchange {
        private final Promise<byte[]> answer = Promise.promise();
        private final Buffer body = Buffer.buffer();
        private volatile @Nullable HttpClientRequest request;

        Future<byte[]> start(URI address) {
            long deadline = vertx.setTimer(
                    timeout.toMillis(), id -> fail("no whole answer within " + timeout.toMillis() + " ms"));
            var options = new RequestOptions()
                    .setAbsoluteURI(address.toString())
                    .setFollowRedirects(false)
                    .putHeader(HttpHeaders.ACCEPT, "application/json");
            client.request(options).onSuccess(this::send).onFailure(this::fail);
            return answer.future().onComplete(ended -> vertx.cancelTimer(deadline));
        }

        private void send(HttpClientRequest ready) {
            request = ready;
            if (answer.future().isComplete()) {
                ready.reset();
                return;
            }
            ready.exceptionHandler(this::fail);
            ready.send().onSuccess(this::receive).onFailure(this::fail);
        }

        private void receive(HttpClientResponse response) {
            response.exceptionHandler(this::fail);
            String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
            if (response.statusCode() != 200) {
                fail("status " + response.statusCode() + ", expected 200 (redirects are not followed)");
                return;
            }
            if (type != null && !isJson(type)) {
                fail("the answer is not declared as JSON");
                return;
            }
            response.handler(this::append);
            response.endHandler(end -> answer.tryComplete(body.getBytes()));
        }

        private void append(Buffer part) {
            if (body.length() + part.length() > MAX_BYTES) {
                fail("the answer is longer than " + MAX_BYTES + " bytes");
            } else if (!answer.future().isComplete()) {
                body.appendBuffer(part);
            }
        }

        private void fail(Throwable cause) {
            fail(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }

        private void fail(String what) {
            answer.tryFail(new IOException(what));
            HttpClientRequest running = request;
            if (running != null) {
                running.reset();
            }
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/") && type.endsWith("+json");
    }
}
