package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.failures.FailureKind;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final OutboundRequest CALL = UpstreamRig.post("/model/m/invoke");

    @TempDir
    private static Path directory;

    private static int leaves;

    /** An authority that tests may trust, made by the JDK's own tool. */
    @BeforeAll
    static void makeAuthority() throws Exception {
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(
                "-exportcert",
                "-alias",
                "ca",
                "-rfc",
                "-file",
                directory.resolve("ca.pem").toString());
    }

    private static void keytool(String... options) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-keystore", directory.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).as("exit code of %s", command).isZero();
    }

    /** Keys with a certificate of the authority; the alias. */
    private static String leaf(String... options) throws Exception {
        var alias = "leaf" + leaves++;
        var all = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-signer", "ca", "-keyalg", "EC", "-dname", "CN=server"));
        all.addAll(List.of(options));
        keytool(all.toArray(String[]::new));
        return alias;
    }

    private static RawServer server(String alias) throws GeneralSecurityException, IOException {
        var password = PASSWORD.toCharArray();
        var keys = KeyStore.getInstance(directory.resolve("keys.p12").toFile(), password);
        for (var other : Collections.list(keys.aliases())) {
            if (!other.equals(alias)) {
                keys.deleteEntry(other);
            }
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return RawServer.start(context.getServerSocketFactory(), peer -> {
            while (!peer.readRequest().isEmpty()) {
                peer.ok("x");
            }
        });
    }

    private static UpstreamRig trusting(RawServer server) {
        var authority =
                new PemTrustOptions().addCertPath(directory.resolve("ca.pem").toString());
        return new UpstreamRig(
                Settings.at("https://localhost:" + server.port()), options -> options.setTrustOptions(authority));
    }

    @Test
    void aTrustedCertificateForTheRightNameIsFine() throws Exception {
        try (var server = server(leaf("-ext", "san=dns:localhost"));
                var rig = trusting(server)) {
            assertThat(rig.text(CALL)).isEqualTo("x");
            assertThat(rig.text(CALL)).isEqualTo("x");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefusedBeforeAByteOfTheRequest() throws Exception {
        try (var server = server(leaf("-ext", "san=dns:bedrock.example"));
                var rig = trusting(server)) {
            assertThat(rig.failure(CALL)).isEqualTo(FailureKind.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        try (var server = server(leaf("-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "5"));
                var rig = trusting(server)) {
            assertThat(rig.failure(CALL)).isEqualTo(FailureKind.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefused() throws Exception {
        try (var server = server(leaf("-ext", "san=dns:localhost"));
                var rig = new UpstreamRig(Settings.at("https://localhost:" + server.port()))) {
            assertThat(rig.failure(CALL)).isEqualTo(FailureKind.TLS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aServerWithoutTlsIsRefusedAndNeverSpokenToInPlain() throws Exception {
        try (var server = RawServer.start(peer -> {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    peer.awaitClose();
                });
                var rig = new UpstreamRig(Settings.at("https://localhost:" + server.port()))) {
            assertThat(rig.failure(CALL)).isEqualTo(FailureKind.TLS);
        }
    }

    @Test
    void aServerThatNeverShakesHandsIsGivenUp() throws Exception {
        try (var server = RawServer.start(RawServer.Peer::awaitClose);
                var rig = new UpstreamRig(
                        Settings.at("https://localhost:" + server.port()).with("connect-timeout", "0.3S"))) {
            assertThat(rig.failure(CALL)).isIn(FailureKind.TLS, FailureKind.CONNECT);
            assertThat(rig.inUse()).isZero();
        }
    }
}
