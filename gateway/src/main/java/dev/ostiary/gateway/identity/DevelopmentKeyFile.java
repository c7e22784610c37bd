package dev.ostiary.gateway.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The development issuer's private key on disk, a JSON Web Key that only its owner may read. */
final class DevelopmentKeyFile {
    private static final String FILE_NAME = "development-issuer.jwk";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final Path file;

    DevelopmentKeyFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(FILE_NAME);
    }

    PublicJsonWebKey openOrCreate() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("development key `" + file + "`: " + e.getMessage(), e);
        }
    }

    private PublicJsonWebKey read() throws IOException {
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.retainAll(OTHERS);
        if (!permissions.isEmpty()) {
            throw new IOException("others than its owner may use it, expected mode 0600");
        }
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
            if (key.getPrivateKey() == null || key.getKeyId() == null) {
                throw new IOException("holds no private key with a `kid`; delete it to have a new one made");
            }
            return key;
        } catch (JoseException e) {
            // without the cause: it may quote the file
            throw new IOException("is not a JSON Web Key; delete it to have a new one made");
        }
    }

    /** Written aside and linked into place: whoever comes second fails to link and uses the first one's key. */
    private void create() throws IOException {
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(
                directory,
                FILE_NAME,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, generate().toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // another process was first; its key is as good
        } finally {
            Files.delete(fresh);
        }
    }

    private static OctetKeyPairJsonWebKey generate() {
        try {
            OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("the JDK cannot make an Ed25519 key", e);
        }
    }
}
