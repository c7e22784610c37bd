package dev.ostiary.gateway.policies;

import dev.ostiary.gateway.yaml.Finding;
import dev.ostiary.gateway.yaml.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a directory into a {@link FileSet}. Symbolic links are followed, since a mounted ConfigMap is made of them; names that
 * begin with a dot are none of ours (ConfigMaps keep their versions in {@code ..data}), nor are editors' backups and notes.
 * Everything is bounded: a wrong mount (a home directory, say) must not fill the memory.
 */
public final class DirectoryReader {
    static final int MOST_FILES = 20_000;
    static final int LARGEST_FILE = 256 * 1024;
    static final long MOST_BYTES = 128L * 1024 * 1024;
    static final int DEEPEST = 8;

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final TreeSet<String> folders = new TreeSet<>();
    private final List<Finding> problems = new ArrayList<>();
    private final Deque<Path> ancestors = new ArrayDeque<>();
    private long bytes;
    private boolean full;

    private DirectoryReader() {}

    /** Never throws for what the disk holds: what cannot be read is a problem in the set. */
    public static FileSet read(Path directory) {
        var reader = new DirectoryReader();
        if (!Files.exists(directory)) {
            reader.problem(
                    directory.toString(), "the access directory does not exist", "create it, or correct the path");
        } else if (!Files.isDirectory(directory)) {
            reader.problem(
                    directory.toString(), "not a directory", "name the directory that holds apps/ and policies/");
        } else {
            reader.folder(directory, "");
        }
        return FileSet.of(reader.files, reader.folders, reader.problems);
    }

    private void folder(Path folder, String prefix) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            Path real = folder.toRealPath();
            if (ancestors.contains(real) || ancestors.size() > DEEPEST) {
                problem(
                        prefix,
                        "folders nested too deep, or a link that leads back to its own parent",
                        "remove the link");
                return;
            }
            ancestors.push(real);
            for (Path entry : entries) {
                entry(entry, prefix + entry.getFileName());
            }
            ancestors.pop();
        } catch (IOException e) {
            unreadable(prefix.isEmpty() ? "." : prefix, e);
        }
    }

    private void entry(Path entry, String name) {
        if (full || ignored(entry.getFileName().toString())) {
            return;
        }
        if (files.size() + folders.size() >= MOST_FILES || bytes > MOST_BYTES) {
            full = true;
            problem(
                    ".",
                    "more than " + MOST_FILES + " files or " + MOST_BYTES + " bytes",
                    "is this the right directory?");
        } else if (Files.isDirectory(entry)) {
            folders.add(name);
            folder(entry, name + "/");
        } else if (Files.isRegularFile(entry)) {
            file(entry, name);
        } else if (Files.isSymbolicLink(entry)) {
            problem(name, "a link to something that does not exist", "correct or delete the link");
        } else {
            problem(name, "neither a file nor a folder", "delete it");
        }
    }

    static boolean ignored(String name) {
        return name.startsWith(".") || name.endsWith("~") || name.endsWith(".md") || name.equals("lost+found");
    }

    private void file(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE) {
                problem(name, "larger than " + LARGEST_FILE + " bytes", "split it, or is it the wrong file?");
                return;
            }
            bytes += content.length;
            files.put(name, content);
        } catch (IOException e) {
            unreadable(name, e);
        }
    }

    private void unreadable(String name, IOException e) {
        switch (e) {
            case AccessDeniedException denied ->
                problem(name, "no permission to read it", "let the gateway's user read it");
            case NoSuchFileException gone -> problem(name, "vanished while it was being read", "try again");
            default -> problem(name, "cannot be read: " + e.getMessage(), "check the disk or the mount");
        }
    }

    private void problem(String file, String message, String fix) {
        problems.add(new Finding(file, Position.NONE, message, fix));
    }
}
