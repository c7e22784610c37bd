package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.catalogue.CatalogueSource;
import dev.ostiary.gateway.catalogue.ListReading;
import dev.ostiary.gateway.control.ControlPlane;
import dev.ostiary.gateway.control.ControlReading;
import dev.ostiary.gateway.credentials.NoSession;
import dev.ostiary.gateway.credentials.Session;
import dev.ostiary.gateway.credentials.SessionRecipe;
import dev.ostiary.gateway.credentials.Sessions;
import io.vertx.core.Future;

/** Reads models and profiles from the control plane with the gateway's own credentials: what exists is nobody's secret here. */
final class CatalogueFeed implements CatalogueSource {
    private final Sessions sessions;
    private final ControlPlane controlPlane;

    CatalogueFeed(Sessions sessions, ControlPlane controlPlane) {
        this.sessions = sessions;
        this.controlPlane = controlPlane;
    }

    @Override
    public Future<ListReading> get(String upstream, String region, String encodedPath, String encodedQuery) {
        return sessions.session(SessionRecipe.own(upstream, region)).compose(reading -> switch (reading) {
            case NoSession none -> Future.succeededFuture(new ListReading.Missing(NoSession.ERROR_TYPE));
            case Session session ->
                controlPlane
                        .get(
                                upstream,
                                region,
                                encodedPath,
                                encodedQuery.isEmpty() ? null : encodedQuery,
                                session.identity())
                        .map(CatalogueFeed::list);
        });
    }

    private static ListReading list(ControlReading reading) {
        return switch (reading) {
            case ControlReading.ControlAnswer answer when answer.status() == 200 -> new ListReading.Body(answer.body());
            case ControlReading.ControlAnswer refused ->
                new ListReading.Missing(refused.status() + " " + refused.errorType());
            case ControlReading.NoControlAnswer none ->
                new ListReading.Missing(none.kind().label());
        };
    }
}
