package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.identity.DevelopmentIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What the data path is put into.
 *
 * @param accessLog where its lines go; never closed
 * @param credentials the gateway's own; closed by nobody here
 * @param development accepts tokens of {@code ostiary token}; null in production
 */
public record Surroundings(
        Vertx vertx,
        MeterRegistry meters,
        OutputStream accessLog,
        Clock clock,
        AwsCredentialsProvider credentials,
        @Nullable DevelopmentIssuer development) {}
