package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.http.HttpSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate or key that cannot be used: told before the start in one line instead of after it in a stack trace, and each by
 * itself when the other is not set.
 */
final class CertificateChecks {
    private static final String CERTIFICATE = "ostiary.http.tls-certificate";
    private static final String KEY = "ostiary.http.tls-key";

    private final List<ConfigProblem> problems = new ArrayList<>();

    private CertificateChecks() {}

    static List<ConfigProblem> problems(HttpSettings http) {
        var checks = new CertificateChecks();
        Optional<Buffer> chain = http.tlsCertificate().flatMap(file -> checks.read(CERTIFICATE, file));
        Optional<Buffer> secret = http.tlsKey().flatMap(file -> checks.read(KEY, file));
        if (chain.isPresent() && secret.isPresent()) {
            checks.checkPair(http, chain.get(), secret.get());
        }
        return checks.problems;
    }

    private void checkPair(HttpSettings http, Buffer chain, Buffer secret) {
        try {
            // as the listener will do it; with the values at hand it needs no Vert.x
            new PemKeyCertOptions().addCertValue(chain).addKeyValue(secret).getKeyManagerFactory(null);
        } catch (Exception unusable) {
            problems.add(new ConfigProblem(
                    CERTIFICATE,
                    "`" + http.tlsCertificate().orElseThrow() + "` and the key `"
                            + http.tlsKey().orElseThrow() + "` cannot be used: " + reason(unusable),
                    "expected a PEM certificate, leaf first, and its PEM key in PKCS #8"));
        }
    }

    private Optional<Buffer> read(String setting, Path file) {
        try {
            return Optional.of(Buffer.buffer(Files.readAllBytes(file)));
        } catch (NoSuchFileException absent) {
            problems.add(new ConfigProblem(setting, "`" + file + "` does not exist", "correct the path"));
        } catch (IOException unreadable) {
            problems.add(new ConfigProblem(
                    setting, "`" + file + "` cannot be read: " + reason(unreadable), "let the gateway's user read it"));
        }
        return Optional.empty();
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
