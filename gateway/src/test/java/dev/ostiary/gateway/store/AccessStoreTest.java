package dev.ostiary.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.files.AccessTree;
import dev.ostiary.gateway.policies.AccessRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private AccessTree tree;
    private AccessStore store;
    /** What happens while the store waits for the directory to settle. */
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();

    @BeforeEach
    void goodFiles() {
        tree = new AccessTree(directory).withGoodFiles();
        store = store(directory);
    }

    private AccessStore store(Path root) {
        return new AccessStore(AccessFiles.source(root, AccessRules.DEFAULT), CLOCK, duration -> {
            Runnable next = meanwhile.poll();
            if (next != null) {
                next.run();
            }
        });
    }

    private static App translator(AccessSnapshot snapshot) {
        return Objects.requireNonNull(snapshot.apps().get("translator"));
    }

    @Test
    void beforeTheFirstLoadNobodyIsAnybody() {
        assertThat(store.status()).isEqualTo(new AccessStore.Status(AccessSnapshot.NOTHING, false, List.of()));
        assertThat(store.age()).isZero();
    }

    @Test
    void theFirstGoodLoadIsVersionOne() {
        store.load();

        assertThat(store.current().version()).isEqualTo(1);
        assertThat(store.current().loadedAt()).isEqualTo(NOW);
        assertThat(store.current().apps()).containsOnlyKeys("translator");
        assertThat(store.status().lastReloadSucceeded()).isTrue();
    }

    @Test
    void anUnchangedDirectoryIsNotLoadedAgain() throws InterruptedException {
        store.load();
        AccessSnapshot before = store.current();

        store.look();

        assertThat(store.current()).isSameAs(before);
    }

    @Test
    void aNewAppIsLiveAfterOneLook() throws InterruptedException {
        store.load();
        tree.with("apps/writer.yaml", "version: 1\napp: writer\n");

        store.look();

        assertThat(store.current().version()).isEqualTo(2);
        assertThat(store.current().apps()).containsOnlyKeys("translator", "writer");
    }

    @Test
    void aDeletedAppIsGone() throws InterruptedException {
        tree.with("apps/writer.yaml", "version: 1\napp: writer\n");
        store.load();
        tree.without("apps/translator.yaml");

        store.look();

        assertThat(store.current().apps()).containsOnlyKeys("writer");
    }

    @Test
    void aWrongFileChangesNothingAndIsTold() throws InterruptedException {
        store.load();
        AccessSnapshot good = store.current();
        tree.with("apps/translator.yaml", "version: 1\napp: translator\nenabeld: false\n");

        store.look();

        assertThat(store.current()).isSameAs(good);
        assertThat(store.status().lastReloadSucceeded()).isFalse();
        assertThat(store.status().findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.toText()).startsWith("apps/translator.yaml:3:1: unknown key `enabeld`"));
    }

    @Test
    void theOldContentPutBackIsGoodAgain() throws InterruptedException {
        store.load();
        tree.with("apps/translator.yaml", "oops");
        store.look();
        tree.with("apps/translator.yaml", AccessTree.APP);

        store.look();

        assertThat(store.status().lastReloadSucceeded()).isTrue();
        assertThat(store.status().findings()).isEmpty();
        assertThat(store.current().version()).isEqualTo(2);
    }

    @Test
    void aMissingDirectoryIsToldAndTakenWhenItAppears() throws InterruptedException {
        Path later = directory.resolve("later");
        AccessStore waiting = store(later);
        waiting.load();
        assertThat(waiting.status().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("does not exist"));
        new AccessTree(later).withGoodFiles();

        waiting.look();

        assertThat(waiting.current().version()).isEqualTo(1);
    }

    @Test
    void anEmptiedDirectoryDoesNotTakeEverybodysAccessAway() throws InterruptedException, IOException {
        store.load();
        tree.without("apps/translator.yaml").without("policies/llama.json").without("issuers/corp.yaml");

        store.look();

        assertThat(store.current().apps()).containsOnlyKeys("translator");
        assertThat(store.status().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("no access files at all"));
    }

    @Test
    void aFileThatIsStillBeingWrittenIsTakenWhenItIsWhole() throws InterruptedException {
        store.load();
        List<Long> versions = new ArrayList<>();
        store.addListener(snapshot ->
                versions.add((long) translator(snapshot).policyNames().size()));
        tree.with("apps/translator.yaml", "version: 1\napp: translator\n");
        meanwhile.add(() -> tree.with("apps/translator.yaml", AccessTree.APP + "owner: me\n"));

        store.look();

        assertThat(versions).containsExactly(1L);
        assertThat(translator(store.current()).owner()).isEqualTo("me");
    }

    @Test
    void aFileThatKeepsChangingWaitsForTheNextLook() throws InterruptedException {
        store.load();
        for (int i = 0; i < 4; i++) {
            String owner = "owner: me" + i + "\n";
            meanwhile.add(() -> tree.with("apps/translator.yaml", AccessTree.APP + owner));
        }
        tree.with("apps/translator.yaml", AccessTree.APP + "owner: first\n");

        store.look();

        assertThat(store.current().version()).isEqualTo(1);
        meanwhile.clear();
        store.look();
        assertThat(store.current().version()).isEqualTo(2);
    }

    @Test
    void aConfigMapSwapIsOneChange() throws InterruptedException, IOException {
        Path mount = directory.resolve("mount");
        configMap(mount.resolve("apps"), "1", "translator.yaml", "version: 1\napp: translator\n");
        AccessStore mounted = store(mount);
        mounted.load();
        assertThat(translator(mounted.current()).enabled()).isTrue();

        configMap(mount.resolve("apps"), "2", "translator.yaml", "version: 1\napp: translator\nenabled: false\n");
        mounted.look();

        assertThat(translator(mounted.current()).enabled()).isFalse();
        assertThat(mounted.current().apps()).hasSize(1);
    }

    /** As the kubelet writes it: a folder per version, a link {@code ..data} to it, a link per file through that. */
    private static void configMap(Path folder, String version, String file, String content) throws IOException {
        Path data = Files.createDirectories(folder.resolve("..v" + version));
        Files.writeString(data.resolve(file), content);
        Path fresh = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
        Files.move(
                fresh, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(folder.resolve(file))) {
            Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
        }
    }

    @Test
    void aLinkToNothingAndALinkToItsOwnParentAreTold() throws InterruptedException, IOException {
        store.load();
        Files.createSymbolicLink(directory.resolve("apps/gone.yaml"), Path.of("nothing.yaml"));
        Files.createSymbolicLink(directory.resolve("apps/loop"), Path.of("..", "apps"));

        store.look();

        assertThat(store.status().findings())
                .extracting(finding -> finding.file() + " " + finding.message())
                .containsExactlyInAnyOrder(
                        "apps/gone.yaml a link to something that does not exist",
                        "apps/loop/ folders nested too deep, or a link that leads back to its own parent");
    }

    @Test
    void aFileWithoutPermissionIsToldUnlessTheGatewayIsRoot() throws InterruptedException, IOException {
        store.load();
        Path file = directory.resolve("apps/translator.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        boolean readableAllTheSame = Files.isReadable(file);

        store.look();

        assertThat(store.status().lastReloadSucceeded()).isEqualTo(readableAllTheSame);
        assertThat(store.current().apps()).containsOnlyKeys("translator");
    }

    @Test
    void aFileTooLargeToBeOneOfOursIsNotRead() throws InterruptedException {
        store.load();
        tree.with("apps/translator.yaml", new byte[300 * 1024]);

        store.look();

        assertThat(store.status().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("larger than 262144 bytes"));
    }

    @Test
    void aListenerThatFailsHidesNothingFromTheOthers() throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        store.addListener(snapshot -> {
            throw new IllegalStateException("a bug");
        });
        store.addListener(snapshot -> seen.add(snapshot.version()));

        store.load();

        assertThat(seen).containsExactly(1L);
        assertThat(store.status().lastReloadSucceeded()).isTrue();
    }

    @Test
    void theWatchingThreadTakesAChangeWithinTwoSeconds() {
        try (var watching = new AccessStore(AccessFiles.source(directory, AccessRules.DEFAULT), CLOCK)) {
            watching.load();
            watching.watch();

            tree.with("apps/writer.yaml", "version: 1\napp: writer\n");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(watching.current().apps()).containsKey("writer"));
        }
    }
}
