package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.catalogue.CatalogueFacts;
import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.endpoints.Upstream;
import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LintRules;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.store.AccessSettings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the same configuration and the same files as the server, and fills the rest with what development has. */
public final class SceneReader {
    private static final String DEVELOPMENT_ACCOUNT = "111122223333";
    private static final String DEVELOPMENT_REGION = "us-east-1";
    private static final String UPSTREAMS = "ostiary.upstreams.";
    private static final int BEFORE_EVERYTHING = 1_000;

    /**
     * What the command line says about where things come from; null when it says nothing.
     *
     * @param access directory of the access files
     * @param account AWS account id, for every upstream
     * @param region of the call
     */
    public record Options(
            @Nullable String access,
            @Nullable String account,
            @Nullable String region) {}

    private final Options options;
    private final List<String> notes = new ArrayList<>();

    private SceneReader(Options options) {
        this.options = options;
    }

    /**
     * Blocks for reading files.
     *
     * @throws Impossible when the configuration or the access files cannot be used
     */
    public static Scene read(Options options) {
        try {
            return new SceneReader(options).read();
        } catch (ConfigValidationException e) {
            throw AccessTerms.unusable(e);
        }
    }

    private Scene read() {
        AccessSettings access = AccessTerms.read();
        SmallRyeConfig config = config(Map.of());
        UpstreamsSettings upstreams = config.getConfigMapping(UpstreamsSettings.class);
        boolean configured = !upstreams.byName().isEmpty();
        Map<String, String> filled = filled(upstreams);
        if (!filled.isEmpty()) {
            upstreams = config(filled).getConfigMapping(UpstreamsSettings.class);
        }
        Upstreams read = Upstreams.read(upstreams);
        if (!read.problems().isEmpty()) {
            throw new Impossible(read.problems().getFirst(), "");
        }
        Map<String, List<String>> regions = new HashMap<>();
        if (configured) {
            read.byName().forEach((name, upstream) -> regions.put(name, upstream.regions()));
        }
        boolean plaintext = upstreams.byName().values().stream().anyMatch(one -> one.allowPlaintext());
        var lint = new LintRules(access.blockOn().blocksSecurity(), CatalogueFacts::builtIn, Clock.systemUTC());
        var rules = new AccessRules(access.organizationFullAccess(), plaintext, regions, lint);
        var files = new Scene.Files(directory(access), rules);
        return new Scene(
                content(files, Map.of()),
                files,
                new TreeMap<String, Upstream>(read.byName()),
                configured,
                config.getConfigMapping(CatalogueSettings.class).file(),
                List.copyOf(notes));
    }

    /** What the command line says about upstreams, or development's, as keys. */
    private Map<String, String> filled(UpstreamsSettings upstreams) {
        Map<String, String> keys = new HashMap<>();
        String account = options.account();
        if (!upstreams.byName().isEmpty()) {
            if (account != null) {
                upstreams.byName().keySet().forEach(name -> keys.put(UPSTREAMS + name + ".account-id", account));
            }
            return keys;
        }
        String region = options.region() == null ? DEVELOPMENT_REGION : options.region();
        keys.put(UPSTREAMS + "default.account-id", account == null ? DEVELOPMENT_ACCOUNT : account);
        keys.put(UPSTREAMS + "default.regions", region);
        if (account == null || options.region() == null) {
            notes.add("no upstream is configured: taken are the account "
                    + keys.get(UPSTREAMS + "default.account-id") + " and the Region " + region
                    + " (say --account and --region, or set ostiary.upstreams.default.account-id and .regions)");
        }
        return keys;
    }

    private static SmallRyeConfig config(Map<String, String> filled) {
        return AccessTerms.builder()
                .withSources(new PropertiesConfigSource(filled, "command line", BEFORE_EVERYTHING))
                .withMapping(UpstreamsSettings.class)
                .withMapping(CatalogueSettings.class)
                .build();
    }

    private Path directory(AccessSettings access) {
        String typed = options.access();
        try {
            Path path = typed == null ? access.directory().orElse(Path.of("access")) : Path.of(typed);
            if (Files.isDirectory(path) && Files.isReadable(path)) {
                return path;
            }
            typed = path.toString();
        } catch (InvalidPathException e) {
            // told below, like any other name that leads nowhere
        }
        throw new Impossible(
                "`" + typed + "` is not a readable directory",
                "say --access DIR, or set OSTIARY_ACCESS_DIRECTORY, to the directory that holds apps/");
    }

    static AccessReading.AccessContent content(Scene.Files files, Map<String, byte[]> edited) {
        return switch (AccessFiles.loadWith(files.directory(), files.rules(), edited)) {
            case AccessReading.AccessContent content -> content;
            case AccessReading.Rejected rejected ->
                throw new Impossible(
                        "the access files in `" + files.directory() + "` are refused",
                        "correct them first; `ostiary validate` lists the same findings",
                        rejected.findings());
        };
    }
}
