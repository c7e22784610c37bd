package dev.ostiary.gateway.endpoints;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configured AWS account with its Regions.
 *
 * @param partition {@code aws}, {@code aws-us-gov}, …
 * @param regions never empty; the first is the default one
 * @param role null: the gateway's own credentials sign
 */
public record Upstream(
        String name,
        String partition,
        String accountId,
        List<String> regions,
        @Nullable Role role,
        Endpoints endpoints,
        Bounds bounds) {

    public Upstream {
        regions = List.copyOf(regions);
    }

    /** Where sessions of this upstream come from. The Region must be one of {@link #regions()}. */
    public URI stsEndpoint(String region) {
        var endpoint = endpoints.sts().get(region);
        if (endpoint == null) {
            throw new IllegalArgumentException("`" + region + "` is no Region of the upstream `" + name + "`");
        }
        return endpoint;
    }

    public Endpoint endpoint(String region, boolean controlPlane) {
        var endpoint = (controlPlane ? endpoints.control() : endpoints.runtime()).get(region);
        if (endpoint == null) {
            throw new IllegalArgumentException("`" + region + "` is no Region of the upstream `" + name + "`");
        }
        return endpoint;
    }

    /**
     * The role that apps' sessions are of.
     *
     * @param externalId null when the trust policy asks for none
     */
    public record Role(String arn, @Nullable String externalId) {
        /** Without the external id. */
        @Override
        public String toString() {
            return "Role[" + arn + "]";
        }
    }

    /** Time-outs and the number of connections, see {@link UpstreamsSettings.UpstreamSettings}. */
    public record Bounds(
            Duration connectTimeout,
            Duration firstByteTimeout,
            Duration idleTimeout,
            int maxConnections,
            int maxConnectionsPerApp) {
        public Bounds {
            if (connectTimeout.toMillis() < 1 || firstByteTimeout.toMillis() < 1 || idleTimeout.toMillis() < 1) {
                throw new IllegalArgumentException("time-outs must be at least 1 ms");
            }
            if (maxConnections < 1) {
                throw new IllegalArgumentException("maxConnections must be at least 1, is " + maxConnections);
            }
            if (maxConnectionsPerApp < 1 || maxConnectionsPerApp > maxConnections) {
                throw new IllegalArgumentException(
                        "maxConnectionsPerApp must be 1 to " + maxConnections + ", is " + maxConnectionsPerApp);
            }
        }
    }
}
