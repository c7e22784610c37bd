package dev.ostiary.gateway.catalogue;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** What models and profiles each upstream's account has. */
public final class Catalogues {
    private final Map<String, CatalogueRefresher> byUpstream;

    public Catalogues(Map<String, CatalogueRefresher> byUpstream) {
        this.byUpstream = Map.copyOf(byUpstream);
    }

    /** Begins to keep all of them fresh; the seed or the last copy serves until then. */
    public void start() {
        byUpstream.values().forEach(CatalogueRefresher::start);
    }

    /** The catalogues of now, one for each upstream. */
    public List<Catalogue> all() {
        return byUpstream.values().stream().map(CatalogueRefresher::current).toList();
    }

    /** The catalogue of now; a request takes it once. */
    public Catalogue current(String upstream) {
        return of(upstream).current();
    }

    /**
     * The newest catalogue, after one bounded refresh of the Region because a request names an id that is not known, or without one
     * when there was one just now. Never fails: the last good copy is an answer.
     */
    public Future<Catalogue> refresh(String upstream, String region) {
        var refresher = of(upstream);
        return refresher.refreshFor(region).map(done -> refresher.current());
    }

    private CatalogueRefresher of(String upstream) {
        var refresher = byUpstream.get(upstream);
        if (refresher == null) {
            throw new IllegalArgumentException("there is no upstream `" + upstream + "`");
        }
        return refresher;
    }
}
