package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.jwk.KeyLoading;
import dev.ostiary.gateway.jwk.KeySet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Reads a key set from a file, symbolic links followed as Kubernetes mounts need it. */
final class FileKeyLoader implements KeyLoader {
    private final Vertx vertx;
    private final URI address;

    FileKeyLoader(Vertx vertx, URI address) {
        this.vertx = vertx;
        this.address = address;
    }

    @Override
    public Future<KeyLoading> load() {
        return vertx.executeBlocking(this::read, false).map(Objects::requireNonNull);
    }

    private KeyLoading read() {
        try {
            return read(Path.of(address));
        } catch (IllegalArgumentException e) {
            return new KeyLoading.Problem("`" + address + "` is no local path, expected file:///path");
        }
    }

    private static KeyLoading read(Path file) {
        // a pipe or device would block the reader for ever
        if (!Files.isRegularFile(file)) {
            return new KeyLoading.Problem("`" + file + "` is not a readable file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(HttpDocuments.MAX_BYTES + 1);
            if (bytes.length > HttpDocuments.MAX_BYTES) {
                return new KeyLoading.Problem("`" + file + "` is longer than " + HttpDocuments.MAX_BYTES + " bytes");
            }
            KeySet keys = KeySet.read(bytes);
            return keys != null ? keys : new KeyLoading.Problem("`" + file + "` holds no JSON Web Key Set");
        } catch (IOException e) {
            return new KeyLoading.Problem("`" + file + "` could not be read: " + e.getMessage());
        }
    }
}
