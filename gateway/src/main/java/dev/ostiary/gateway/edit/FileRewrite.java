package dev.ostiary.gateway.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file whole or not at all: a gateway that watches it sees the old text or the new one. */
public final class FileRewrite {
    /** A new file may be read by whoever may read its folder's other files: the gateway is often another user. */
    private static final String OF_NEW_FILES = "rw-r--r--";

    private FileRewrite() {}

    /**
     * Writes to a neighbour, whose name begins with a dot and so is none of ours, and renames it. Permissions stay; a link stays a
     * link, and what it leads to is written.
     *
     * @throws IOException when it cannot be written; then the file is as it was
     */
    public static void write(Path named, String text) throws IOException {
        Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        Path folder = file.resolveSibling(".");
        Files.createDirectories(folder);
        Path neighbour = Files.createTempFile(folder, ".ostiary-", ".new");
        try {
            Files.write(neighbour, text.getBytes(StandardCharsets.UTF_8));
            copyPermissions(file, neighbour);
            Files.move(neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        var target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (target != null) { // null where files have none
            target.setPermissions(
                    Files.exists(from)
                            ? Files.getPosixFilePermissions(from)
                            : PosixFilePermissions.fromString(OF_NEW_FILES));
        }
    }
}
