package dev.ostiary.gateway.endpoints;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ostiary.upstreams.<name>.*}: the AWS accounts and Regions that this gateway calls. */
@ConfigMapping(prefix = "ostiary.upstreams")
public interface UpstreamsSettings {

    /** By name, {@code [a-z0-9]+}; an app without {@code upstream} uses {@code default}. */
    @WithParentName
    Map<String, UpstreamSettings> byName();

    /** One upstream. Texts are checked by {@link Upstreams#read}. */
    interface UpstreamSettings {

        /** The AWS account that completes ARNs, 12 digits. No default. */
        String accountId();

        /** Regions that apps may use, the first is the default one. No default: a silent us-east-1 would be a guess. */
        List<String> regions();

        /** Role to assume, one session per app. Without it the gateway's own credentials sign (default chain of the AWS SDK). */
        Optional<String> roleArn();

        /** External id that the role's trust policy asks for. Only together with {@code role-arn}. */
        Optional<String> externalId();

        /** Base URL of bedrock-runtime instead of AWS's, may hold <code>{region}</code>; a VPC endpoint or the emulator. */
        Optional<String> endpoint();

        /** Base URL of the Bedrock control plane instead of AWS's, may hold <code>{region}</code>. */
        Optional<String> controlEndpoint();

        /** Base URL of STS instead of AWS's regional one, may hold <code>{region}</code>. */
        Optional<String> stsEndpoint();

        /** Accept plain http for endpoints beyond loopback. Unsafe: prompts and signatures travel in clear text. */
        @WithDefault("false")
        boolean allowPlaintext();

        /** Longest wait for a TCP connection, and again for the TLS handshake. */
        @WithDefault("2S")
        Duration connectTimeout();

        /** Longest wait from the last request byte to the answer's head. AWS: an inference call may take 60 minutes. */
        @WithDefault("3600S")
        Duration firstByteTimeout();

        /** Longest silence inside an answer. */
        @WithDefault("3600S")
        Duration idleTimeout();

        /** Calls at the same time; as many again may wait {@code connect-timeout} for a place, further ones get 503. */
        @WithDefault("500")
        int maxConnections();

        /**
         * How many of them one app may have, and how many of its calls may wait. Default: all but a tenth, at least one of which is
         * left to the others; with a single connection, that one.
         */
        Optional<Integer> maxConnectionsPerApp();
    }
}
