package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.files.LineEnds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file of the access directory with its new text.
 *
 * @param path relative to the access directory, with {@code /}
 * @param before empty for a file that is new
 */
public record FileEdit(String path, String before, String after) {
    public FileEdit {
        after = LineEnds.like(before, after);
    }

    public boolean isNew() {
        return before.isEmpty();
    }

    byte[] bytes() {
        return after.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the whole text to a neighbour and renames it, so that a gateway that watches sees the old file or the new one. The
     * permissions stay; a link stays a link, and what it leads to is written. A neighbour's name begins with a dot: none of ours.
     */
    void write(Path directory) throws IOException {
        Path named = directory.resolve(path);
        Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        Files.createDirectories(file.resolveSibling("."));
        Path neighbour = Files.createTempFile(file.resolveSibling("."), ".ostiary-", ".new");
        try {
            Files.write(neighbour, bytes());
            Files.setPosixFilePermissions(neighbour, permissions(file));
            Files.move(neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    /** A new file may be read by whoever may read its folder's other files: the gateway is often another user. */
    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.exists(file)
                ? Files.getPosixFilePermissions(file)
                : Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
    }
}
