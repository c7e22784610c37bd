package dev.ostiary.gateway.store;

import dev.ostiary.gateway.yaml.Finding;
import dev.ostiary.gateway.yaml.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The access snapshot in force. A thread of its own looks at the source and replaces the snapshot as a whole when the new content is
 * in order, and never otherwise: what does not validate changes nothing.
 *
 * <p>{@link #status} and {@link #current} may be called from any thread and never block. Only the watching thread, or before
 * {@link #watch} the caller of {@link #load}, changes the state.
 */
public final class AccessStore implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccessStore.class);
    /** Content is live within two seconds: one look, and one more when it is still being written. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(700);
    /** A change counts when two looks this far apart saw the same bytes: a file cut short may be valid and lack a boundary. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final int MOST_SETTLING_LOOKS = 3;

    private final AccessSource source;
    private final Clock clock;
    private final Pause pause;
    private final List<Consumer<AccessSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile Status status = new Status(AccessSnapshot.NOTHING, false, List.of());
    private @Nullable String seen;
    private @Nullable Thread watcher;
    private volatile boolean closed;

    public AccessStore(AccessSource source, Clock clock) {
        this(source, clock, duration -> Thread.sleep(duration));
    }

    AccessStore(AccessSource source, Clock clock, Pause pause) {
        this.source = source;
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits; a test does something else meanwhile. */
    interface Pause {
        void take(Duration duration) throws InterruptedException;
    }

    /**
     * The state of the store, all of one moment.
     *
     * @param snapshot in force; {@link AccessSnapshot#NOTHING} before the first good load
     * @param lastReloadSucceeded whether the source's newest content is the snapshot
     * @param findings why it is not; empty when it is
     * @param notes what lint said of the snapshot
     */
    public record Status(
            AccessSnapshot snapshot, boolean lastReloadSucceeded, List<Finding> findings, LintNotes notes) {
        public Status(AccessSnapshot snapshot, boolean lastReloadSucceeded, List<Finding> findings) {
            this(snapshot, lastReloadSucceeded, findings, LintNotes.NONE);
        }

        public Status {
            findings = List.copyOf(findings);
        }
    }

    public Status status() {
        return status;
    }

    /** The snapshot in force. A request takes it once and keeps it. */
    public AccessSnapshot current() {
        return status.snapshot();
    }

    /** Since when the snapshot in force holds; zero before the first good load. */
    public Duration age() {
        AccessSnapshot now = current();
        return now.version() == 0 ? Duration.ZERO : Duration.between(now.loadedAt(), clock.instant());
    }

    /** Called on the watching thread after each change of the snapshot, in the order of registration. */
    public void addListener(Consumer<AccessSnapshot> listener) {
        listeners.add(listener);
    }

    /** Reads the source at once, on the caller's thread. Call it before {@link #watch}. */
    public Status load() {
        take(source.look());
        return status;
    }

    /** Starts looking for changes. */
    public void watch() {
        Thread thread = Thread.ofPlatform().daemon().name("access-watch").unstarted(this::lookForever);
        watcher = thread;
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        if (watcher != null) {
            watcher.interrupt();
        }
    }

    private void lookForever() {
        while (!closed) {
            try {
                pause.take(LOOK_EVERY);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the last good snapshot stays, and the next look may succeed: a dead watcher would freeze access for
                // ever
                LOGGER.atError().setCause(e).log("access files could not be examined");
                reject(List.of(
                        new Finding(".", Position.NONE, "internal error while reading", "see the gateway's log")));
            }
        }
    }

    /** One look: takes the directory when its content changed and has settled. */
    void look() throws InterruptedException {
        AccessSource.Look now = source.look();
        if (now.digest().equals(seen)) {
            return;
        }
        for (int i = 0; i < MOST_SETTLING_LOOKS; i++) {
            pause.take(SETTLE);
            AccessSource.Look before = now;
            now = source.look();
            if (now.digest().equals(before.digest())) {
                take(now);
                return;
            }
        }
        LOGGER.atWarn().log("access files keep changing while they are read, next look follows");
    }

    private void take(AccessSource.Look look) {
        seen = look.digest();
        switch (look.reading().get()) {
            case AccessReading.AccessContent content -> accept(content);
            case AccessReading.Rejected rejected -> {
                introduce(rejected.issuers());
                reject(rejected.findings());
            }
        }
    }

    private void accept(AccessReading.AccessContent content) {
        var next =
                new AccessSnapshot(status.snapshot().version() + 1, clock.instant(), content.apps(), content.issuers());
        status = new Status(next, true, List.of(), content.notes());
        LOGGER.atInfo()
                .addKeyValue("snapshot", next.version())
                .addKeyValue("apps", next.apps().size())
                .addKeyValue("issuers", next.issuers().size())
                .log("access files loaded");
        tell(next, content.notes());
        listeners.forEach(listener -> tell(listener, next));
    }

    /** Once for each snapshot, never for a request; warnings are only counted, {@code ostiary lint} names them. */
    private static void tell(AccessSnapshot snapshot, LintNotes notes) {
        if (notes.security() + notes.warnings() > 0) {
            LOGGER.atLevel(notes.security() > 0 ? Level.WARN : Level.INFO)
                    .addKeyValue("snapshot", snapshot.version())
                    .addKeyValue("security", notes.security())
                    .addKeyValue("warnings", notes.warnings())
                    .addKeyValue(
                            "findings",
                            notes.findings().stream().map(Finding::toText).toList())
                    .log("lint has remarks on the policies in force");
        }
    }

    /** A listener's bug must neither hide the snapshot from the others nor look like a broken source. */
    private static void tell(Consumer<AccessSnapshot> listener, AccessSnapshot snapshot) {
        try {
            listener.accept(snapshot);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("a listener failed on a new access snapshot");
        }
    }

    /** Before the first good load there are no apps, but whoever has a token of a known issuer is told so. */
    private void introduce(Map<String, Issuer> issuers) {
        if (status.snapshot().version() == 0 && !status.snapshot().issuers().equals(issuers)) {
            var nobody = new AccessSnapshot(0, AccessSnapshot.NOTHING.loadedAt(), Map.of(), issuers);
            status = new Status(nobody, false, status.findings(), status.notes());
            listeners.forEach(listener -> tell(listener, nobody));
        }
    }

    private void reject(List<Finding> findings) {
        status = new Status(status.snapshot(), false, findings, status.notes());
        LOGGER.atWarn()
                .addKeyValue("snapshot", status.snapshot().version())
                .addKeyValue(
                        "findings",
                        findings.stream().limit(20).map(Finding::toText).toList())
                .log("access files rejected, the last good snapshot stays");
    }
}
