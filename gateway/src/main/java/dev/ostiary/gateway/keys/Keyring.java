package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.store.Issuer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keys of all issuers. Owns their fetching: {@link #use} says which issuers there are, {@link #start} lets a timer keep their
 * keys fresh, {@link #close} ends it. All methods may be called from any thread and return at once.
 */
public final class Keyring implements AutoCloseable {
    private static final long TICK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Clock clock;
    private final KeyTimes times;
    private final HttpDocuments documents;
    private volatile Map<String, Source> sources = Map.of();
    private volatile long timer = -1;

    private record Source(KeyLocation location, FetchedKeys keys) {}

    /** @param allowPlaintext whether key sets may come over plain http from beyond loopback */
    public Keyring(Vertx vertx, Clock clock, KeyTimes times, boolean allowPlaintext) {
        this.vertx = vertx;
        this.clock = clock;
        this.times = times;
        this.documents = new HttpDocuments(vertx, times.loadTimeout(), allowPlaintext);
    }

    /** Begins the background refresh. Call once. */
    public void start() {
        timer = vertx.setPeriodic(TICK_MILLIS, id -> refreshDue());
    }

    /** Starts the loads whose time has come; what the timer calls. */
    public void refreshDue() {
        sources.values().forEach(source -> source.keys().refreshIfDue());
    }

    /**
     * Takes these issuers from now on and starts to load the keys of new ones. An issuer whose name and key address are as before
     * keeps the keys it has.
     *
     * @return the keys by the issuer's name
     */
    public synchronized Map<String, IssuerKeys> use(Collection<Issuer> issuers) {
        var next = new HashMap<String, Source>();
        for (Issuer issuer : issuers) {
            KeyLocation location = KeyLocation.of(issuer);
            Source before = sources.get(issuer.name());
            next.put(
                    issuer.name(),
                    before != null && Objects.equals(before.location(), location)
                            ? before
                            : new Source(location, source(issuer.name(), location)));
        }
        sources = Map.copyOf(next);
        refreshDue();
        var keys = new HashMap<String, IssuerKeys>();
        next.forEach((name, source) -> keys.put(name, source.keys()));
        return Map.copyOf(keys);
    }

    private FetchedKeys source(String name, KeyLocation location) {
        URI file = location.file();
        if (file != null) {
            KeyLoader loader = new FileKeyLoader(vertx, file);
            return new FetchedKeys(name, loader, clock, times, times.filePoll());
        }
        return new FetchedKeys(name, new HttpKeyLoader(vertx, documents, location), clock, times, times.refresh());
    }

    /** How each issuer's keys are doing, by the issuer's name. */
    public List<KeyState> states() {
        var states = new ArrayList<KeyState>();
        sources.values().forEach(source -> states.add(source.keys().state()));
        states.sort((a, b) -> a.issuer().compareTo(b.issuer()));
        return List.copyOf(states);
    }

    /** Whether each issuer's first keys are loaded: the gateway is not ready before. True without issuers. */
    public boolean isReady() {
        return states().stream().allMatch(KeyState::firstLoaded);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        documents.close();
    }
}
