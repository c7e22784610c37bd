package dev.ostiary.gateway.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file of lines that never grows beyond about twice its bound: when it is full, it becomes {@code NAME.1} and a new one begins. Both
 * begin anew with every start. Readable by its owner only. Stateful; written by one thread.
 */
final class BoundedFile extends OutputStream {
    private final Path file;
    private final Path older;
    private final long maxBytes;
    private OutputStream out;
    private long written;

    BoundedFile(Path file, long maxBytes) throws IOException {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
        this.maxBytes = maxBytes;
        Files.deleteIfExists(older);
        this.out = create();
    }

    /** Anew, so that an old file's permissions do not stay. */
    private OutputStream create() throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** Changes files between two lines only. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int lineEnd = written + length > maxBytes ? lastLineEnd(bytes, offset, length) : 0;
        out.write(bytes, offset, lineEnd == 0 ? length : lineEnd);
        written += lineEnd == 0 ? length : lineEnd;
        if (lineEnd > 0) {
            out.close();
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            out = create();
            out.write(bytes, offset + lineEnd, length - lineEnd);
            written = length - lineEnd;
        }
    }

    /** {@return how many bytes there are up to the last line feed, with it; 0 without one} */
    private static int lastLineEnd(byte[] bytes, int offset, int length) {
        for (int i = length; i > 0; i--) {
            if (bytes[offset + i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
