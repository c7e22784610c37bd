package dev.ostiary.gateway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;

/** Replaces a file whole or not at all: a gateway that watches it sees the old text or the new one. */
final class FileRewrite {
    private FileRewrite() {}

    /**
     * Keeps the mode of the file, and follows a link to it.
     *
     * @throws UsageError when it cannot be written; then it is as it was
     */
    static void replace(Path file, String text) {
        try {
            Path target = file.toRealPath();
            Path folder = Objects.requireNonNull(target.getParent(), "an absolute file has a folder");
            // begins with a dot: whoever watches the folder leaves it alone
            Path neighbour = Files.createTempFile(folder, "." + target.getFileName() + ".", ".new");
            try {
                Files.write(neighbour, text.getBytes(StandardCharsets.UTF_8));
                copyMode(target, neighbour);
                Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(neighbour);
            }
        } catch (IOException e) {
            throw new UsageError("cannot write `" + file + "`: " + e.getMessage(), "is the folder writable?");
        }
    }

    private static void copyMode(Path from, Path to) throws IOException {
        var source = Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        var target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (source != null && target != null) {
            target.setPermissions(source.readAttributes().permissions());
        }
    }
}
