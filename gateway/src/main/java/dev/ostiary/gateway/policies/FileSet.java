package dev.ostiary.gateway.policies;

import dev.ostiary.gateway.yaml.Finding;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of an access directory as they were at one moment, in memory: what was digested is what gets parsed.
 *
 * @param files contents by path relative to the directory, with {@code /}
 * @param folders relative paths, also of empty ones
 * @param problems what could not be read
 * @param digest SHA-256 over names, contents and problems
 */
public record FileSet(
        SortedMap<String, byte[]> files, SortedSet<String> folders, List<Finding> problems, String digest) {

    public FileSet {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        folders = Collections.unmodifiableSortedSet(new TreeSet<>(folders));
        problems = List.copyOf(problems);
    }

    public static FileSet of(SortedMap<String, byte[]> files, SortedSet<String> folders, List<Finding> problems) {
        var sha = Sha256.start();
        files.forEach((name, bytes) -> sha.add("file").add(name).add(bytes));
        folders.forEach(folder -> sha.add("folder").add(folder));
        problems.forEach(problem -> sha.add("problem").add(problem.toText()));
        return new FileSet(files, folders, problems, HexFormat.of().formatHex(sha.finish()));
    }

    /** The same with these files instead of, or beside, those that are there. */
    public FileSet with(Map<String, byte[]> edited) {
        var all = new TreeMap<>(files);
        var parents = new TreeSet<>(folders);
        edited.forEach((path, bytes) -> {
            all.put(path, bytes);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                parents.add(path.substring(0, slash));
            }
        });
        return of(all, parents, problems);
    }

    /** The files directly in this folder, by file name. */
    public SortedMap<String, byte[]> directlyIn(String folder) {
        var found = new TreeMap<String, byte[]>();
        String prefix = folder + "/";
        for (Map.Entry<String, byte[]> file : files.tailMap(prefix).entrySet()) {
            if (!file.getKey().startsWith(prefix)) {
                break;
            }
            String name = file.getKey().substring(prefix.length());
            if (name.indexOf('/') < 0) {
                found.put(name, file.getValue());
            }
        }
        return found;
    }
}
