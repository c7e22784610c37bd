package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.DirectoryReader;
import dev.ostiary.gateway.policies.FileSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files that lint looks at: a whole access directory, or one policy document with its waivers. */
public final class LintFiles {
    private final FileSet set;
    private final boolean whole;
    private final Map<String, Path> paths;

    private LintFiles(FileSet set, boolean whole, Map<String, Path> paths) {
        this.set = set;
        this.whole = whole;
        this.paths = paths;
    }

    /** Reads a directory. Blocks; what cannot be read is a finding. */
    public static LintFiles directory(Path directory) {
        FileSet set = DirectoryReader.read(directory);
        var paths = new TreeMap<String, Path>();
        set.files().keySet().forEach(file -> paths.put(file, directory.resolve(file)));
        return new LintFiles(set, true, paths);
    }

    /**
     * Reads one document, and the waivers beside it. In a folder below one that is called {@code organization} it is one of those,
     * else an identity policy.
     *
     * @throws IOException when it cannot be read
     */
    public static LintFiles document(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path folder = file.toAbsolutePath().normalize().getParent();
        boolean organization = isOrganization(folder) || folder != null && isOrganization(folder.getParent());
        String path = (organization ? "organization/" : "policies/") + name;
        var files = new TreeMap<String, byte[]>();
        var paths = new TreeMap<String, Path>();
        files.put(path, Files.readAllBytes(file));
        paths.put(path, file);
        Path waivers = file.resolveSibling(RoleFile.waiversOf(name));
        if (!organization && !waivers.equals(file) && Files.isReadable(waivers)) {
            String waiversPath = "policies/" + waivers.getFileName();
            files.put(waiversPath, Files.readAllBytes(waivers));
            paths.put(waiversPath, waivers);
        }
        return new LintFiles(FileSet.of(files, new TreeSet<>(), List.of()), false, paths);
    }

    private static boolean isOrganization(@Nullable Path folder) {
        return folder != null && folder.endsWith("organization");
    }

    FileSet set() {
        return set;
    }

    /** Whether this is an access directory, which then must be one in all. */
    boolean whole() {
        return whole;
    }

    /** Where a file of the report stands; the name itself for what is no file that was read. */
    public Path path(String file) {
        return paths.getOrDefault(file, Path.of(file));
    }

    /** The text of a file that was read. */
    public String text(String file) {
        return new String(set.files().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    LintFiles with(Map<String, String> texts) {
        var files = new TreeMap<>(set.files());
        texts.forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return new LintFiles(FileSet.of(files, set.folders(), set.problems()), whole, paths);
    }
}
