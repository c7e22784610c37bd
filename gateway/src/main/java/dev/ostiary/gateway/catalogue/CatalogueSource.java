package dev.ostiary.gateway.catalogue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Signed GETs to Bedrock's control plane. */
@FunctionalInterface
public interface CatalogueSource {
    /**
     * Asks the control plane of a Region.
     *
     * @param encodedPath for example {@code /inference-profiles}
     * @param encodedQuery empty without a query
     * @return the body of a 200; empty for every other answer and for every failure, which the source logs
     */
    Future<Optional<Buffer>> get(String upstream, String region, String encodedPath, String encodedQuery);
}
