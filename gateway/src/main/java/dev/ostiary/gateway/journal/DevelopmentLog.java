package dev.ostiary.gateway.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a start in development writes the access log: to standard output as always, and to a file that {@code ostiary explain} reads.
 * The file is a convenience: when it cannot be written, standard output goes on without it. Stateful; written by one thread.
 */
public final class DevelopmentLog extends OutputStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(DevelopmentLog.class);
    private static final String NAME = "access.log";
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private final OutputStream first;
    private @Nullable OutputStream file;

    DevelopmentLog(OutputStream first, @Nullable OutputStream file) {
        this.first = first;
        this.file = file;
    }

    /**
     * Blocks on the disk.
     *
     * @param first gets every byte
     * @param directory of development; made when it is missing
     */
    public static OutputStream open(OutputStream first, Path directory) {
        try {
            Files.createDirectories(directory);
            return new DevelopmentLog(first, new BoundedFile(directory.resolve(NAME), MAX_BYTES));
        } catch (IOException e) {
            warn(e);
            return first;
        }
    }

    private static void warn(IOException why) {
        LOGGER.atWarn().setCause(why).log("the access log is not written to the development directory");
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        toFile(bytes, offset, length);
        first.write(bytes, offset, length);
    }

    private void toFile(byte[] bytes, int offset, int length) {
        if (file == null) {
            return;
        }
        try {
            file.write(bytes, offset, length);
        } catch (IOException e) {
            file = null;
            warn(e);
        }
    }

    @Override
    public void flush() throws IOException {
        first.flush();
    }
}
