package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.catalogue.CatalogueSource;
import dev.ostiary.gateway.credentials.NoSession;
import dev.ostiary.gateway.credentials.Session;
import dev.ostiary.gateway.credentials.SessionRecipe;
import dev.ostiary.gateway.credentials.Sessions;
import dev.ostiary.gateway.upstream.ControlPlane;
import dev.ostiary.gateway.upstream.ControlReading;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads models and profiles from the control plane with the gateway's own credentials: what exists is nobody's secret here. */
final class CatalogueFeed implements CatalogueSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(CatalogueFeed.class);

    private final Sessions sessions;
    private final ControlPlane controlPlane;

    CatalogueFeed(Sessions sessions, ControlPlane controlPlane) {
        this.sessions = sessions;
        this.controlPlane = controlPlane;
    }

    @Override
    public Future<Optional<Buffer>> get(String upstream, String region, String encodedPath, String encodedQuery) {
        return sessions.session(SessionRecipe.own(upstream, region)).compose(reading -> switch (reading) {
            case NoSession none -> missing(upstream, region, encodedPath, NoSession.ERROR_TYPE);
            case Session session ->
                controlPlane
                        .get(
                                upstream,
                                region,
                                encodedPath,
                                encodedQuery.isEmpty() ? null : encodedQuery,
                                session.identity())
                        .compose(answer -> switch (answer) {
                            case ControlReading.ControlAnswer read
                            when read.status() == 200 -> Future.succeededFuture(Optional.of(read.body()));
                            case ControlReading.ControlAnswer refused ->
                                missing(upstream, region, encodedPath, refused.status() + " " + refused.errorType());
                            case ControlReading.NoControlAnswer none ->
                                missing(
                                        upstream,
                                        region,
                                        encodedPath,
                                        none.kind().label());
                        });
        });
    }

    private static Future<Optional<Buffer>> missing(String upstream, String region, String path, String reason) {
        LOGGER.atWarn()
                .addKeyValue("upstream", upstream)
                .addKeyValue("region", region)
                .addKeyValue("path", path)
                .addKeyValue("reason", reason)
                .log("the control plane gave no answer for the catalogue");
        return Future.succeededFuture(Optional.empty());
    }
}
