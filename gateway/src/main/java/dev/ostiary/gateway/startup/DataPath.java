package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.authorization.Authorizer;
import dev.ostiary.gateway.authorization.Visibility;
import dev.ostiary.gateway.bedrock.CallReader;
import dev.ostiary.gateway.catalogue.CatalogueAccount;
import dev.ostiary.gateway.catalogue.CatalogueFacts;
import dev.ostiary.gateway.catalogue.CatalogueRefresher;
import dev.ostiary.gateway.catalogue.Catalogues;
import dev.ostiary.gateway.control.ControlPlane;
import dev.ostiary.gateway.credentials.AwsSessionSource;
import dev.ostiary.gateway.credentials.SessionWorkers;
import dev.ostiary.gateway.credentials.Sessions;
import dev.ostiary.gateway.drain.Abandoned;
import dev.ostiary.gateway.endpoints.Upstream;
import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.exchange.Accounts;
import dev.ostiary.gateway.exchange.Forwarding;
import dev.ostiary.gateway.exchange.Gateway;
import dev.ostiary.gateway.exchange.LocalAnswers;
import dev.ostiary.gateway.exchange.PassingOn;
import dev.ostiary.gateway.exchange.Relaying;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.http.DataPort;
import dev.ostiary.gateway.identity.Authenticator;
import dev.ostiary.gateway.journal.AccessLog;
import dev.ostiary.gateway.journal.Journal;
import dev.ostiary.gateway.journal.Metrics;
import dev.ostiary.gateway.keys.KeyTimes;
import dev.ostiary.gateway.keys.Keyring;
import dev.ostiary.gateway.limits.Limiter;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LintRules;
import dev.ostiary.gateway.preflight.StartupChecks;
import dev.ostiary.gateway.relay.Relay;
import dev.ostiary.gateway.store.AccessStore;
import dev.ostiary.gateway.upstream.BedrockUpstream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway without Quarkus: every part made once, in the order in which a request meets it. What is started here is closed
 * here, last first.
 */
public final class DataPath implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final DataPathSettings settings;
    private final Surroundings around;
    private final AccessStore store;
    private final Keyring keyring;
    private final Catalogues catalogues;
    private final Gateway gateway;
    private final Relay relay;
    private @Nullable DataPort port;

    /**
     * @throws IllegalArgumentException when the settings are not fit to start with; {@link StartupChecks} says so more kindly before
     */
    public DataPath(DataPathSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
        Upstreams upstreams = Upstreams.read(settings.upstreams());
        if (!upstreams.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", upstreams.problems()));
        }
        boolean plaintext = settings.upstreams().byName().values().stream().anyMatch(one -> one.allowPlaintext());
        // first made, so closed last: whatever ends while the rest is closed is still told
        var accessLog = closing(new AccessLog(around.accessLog()));
        var bedrock = closing(new BedrockUpstream(around.vertx(), upstreams, around.clock()));
        var sessions = sessions(upstreams);
        catalogues = catalogues(upstreams, new CatalogueFeed(sessions, new ControlPlane(around.vertx(), bedrock)));
        var rules = rules(upstreams, plaintext, catalogues);
        store = closing(new AccessStore(AccessFiles.source(directory(), rules), around.clock()));
        var times = KeyTimes.of(
                settings.identity().keyRefresh(), settings.identity().staleKeys());
        keyring = closing(new Keyring(around.vertx(), around.clock(), times, plaintext));
        var authenticator = closing(new Authenticator(around.vertx(), around.clock(), keyring, around.development()));
        var limiter = new Limiter(System::nanoTime);
        AccessGauges.register(around.meters(), store);
        store.addListener(authenticator::use);
        store.addListener(snapshot -> limiter.keepOnly(snapshot.apps().keySet()));

        relay = new Relay(around.vertx(), settings.drain(), System::nanoTime);
        var journal = new Journal(new Metrics(around.meters()), accessLog);
        var accounts = new Accounts(upstreams);
        gateway = new Gateway(
                store::current,
                new Gateway.Questions(authenticator, accounts, callReader(), new Authorizer(), limiter),
                new Gateway.Answers(
                        catalogues,
                        new LocalAnswers(accounts, new Visibility()),
                        forwarding(upstreams, accounts, sessions, bedrock, journal)),
                journal,
                new Gateway.Clocks(around.clock(), System::nanoTime));
    }

    /** Loads access, keys and catalogues, then opens the ports. A directory that does not validate opens them all the same. */
    public Future<DataPort> start() {
        store.load();
        store.watch();
        keyring.start();
        around.vertx().runOnContext(onLoop -> catalogues.start());
        return DataPort.start(around.vertx(), settings.http(), gateway).onSuccess(opened -> port = opened);
    }

    /**
     * Takes no new requests, lets running ones end, those that go on without their app too; what is not over in time is given up.
     * Then {@link #close()} may be called.
     */
    public Future<Void> shutdown() {
        if (port == null) {
            return Future.succeededFuture();
        }
        var drains = relay.drains();
        long longest = Math.max(1, settings.http().shutdownTimeout().toMillis());
        long timer = around.vertx().setTimer(longest, late -> drains.giveUp());
        return port.shutdown().compose(closed -> drains.ended()).compose(ended -> {
            around.vertx().cancelTimer(timer);
            return lastWords();
        });
    }

    /** @throws IllegalStateException before {@link #start()} has opened it */
    public int port() {
        if (port == null) {
            throw new IllegalStateException("the data port is not open");
        }
        return port.port();
    }

    /** An exchange is told on its event loop just after its last byte was written: the loops get a moment for that. */
    private Future<Void> lastWords() {
        var told = Promise.<Void>promise();
        around.vertx().setTimer(LAST_WORDS.toMillis(), timer -> told.complete());
        return told.future();
    }

    public AccessStore store() {
        return store;
    }

    public Keyring keyring() {
        return keyring;
    }

    /** Never throws: whatever cannot be closed ends with the process. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // the next one must be closed all the same, and nobody can do anything about this one
                System.Logger logger = System.getLogger(DataPath.class.getName());
                logger.log(System.Logger.Level.WARNING, "not closed in order", e);
            }
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    private Path directory() {
        return settings.access()
                .directory()
                .orElseThrow(() -> new IllegalArgumentException("ostiary.access.directory is not set"));
    }

    private AccessRules rules(Upstreams upstreams, boolean plaintext, Catalogues known) {
        Map<String, List<String>> regions = new TreeMap<>();
        upstreams.byName().forEach((name, upstream) -> regions.put(name, upstream.regions()));
        var lint = new LintRules(
                settings.access().blockOn().blocksSecurity(), () -> CatalogueFacts.of(known.all()), around.clock());
        return new AccessRules(settings.access().organizationFullAccess(), plaintext, regions, lint);
    }

    private CallReader callReader() {
        return new CallReader(
                settings.http().maxBodySize().asLongValue(),
                settings.stamp().stampBody(),
                () -> UUID.randomUUID().toString());
    }

    private Sessions sessions(Upstreams upstreams) {
        var workers = closing(new SessionWorkers());
        var source = closing(new AwsSessionSource(
                around.credentials(),
                (upstream, region) -> upstreams.get(upstream).stsEndpoint(region)));
        return new Sessions(source, workers, around.clock(), new SplittableRandom());
    }

    private Catalogues catalogues(Upstreams upstreams, CatalogueFeed feed) {
        Map<String, CatalogueRefresher> byUpstream = new TreeMap<>();
        for (Upstream upstream : upstreams.byName().values()) {
            var account = new CatalogueAccount(
                    upstream.name(), upstream.partition(), upstream.accountId(), upstream.regions());
            byUpstream.put(
                    upstream.name(),
                    closing(new CatalogueRefresher(
                            around.vertx(), settings.catalogue(), account, feed, System::nanoTime)));
        }
        return new Catalogues(byUpstream);
    }

    private Forwarding forwarding(
            Upstreams upstreams, Accounts accounts, Sessions sessions, BedrockUpstream bedrock, Journal journal) {
        var relaying = new Relaying(relay, upstreams, settings.http().writeIdleTimeout(), journal);
        return new Forwarding(
                accounts,
                sessions,
                bedrock,
                new PassingOn(System::nanoTime),
                relaying,
                new Abandoned(around.vertx(), relay.drains(), settings.drain().drainTimeout()));
    }
}
