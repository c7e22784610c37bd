package dev.ostiary.gateway.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.http.TestCertificate;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings name on this machine: addresses, ports, certificates. */
class OutsideChecksTest {
    @TempDir
    Path directory;

    @Test
    void aHostThatIsNotHereIsToldOnceAndAsTheHost() {
        assertThat(busy(Map.of("ostiary.http.host", "ostiary.invalid")))
                .containsExactly("ostiary.http.host: `ostiary.invalid` is no address of this machine "
                        + "(expected one, or 0.0.0.0 for all of them)");
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(busy(Map.of("ostiary.http.host", "127.0.0.1", "ostiary.http.port", Integer.toString(port))))
                    .singleElement()
                    .asString()
                    .startsWith("ostiary.http.port: port " + port + " of 127.0.0.1 is in use (");
        }
    }

    @Test
    void aCertificateThatCannotBeUsedIsToldByItsFile() throws IOException {
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate\n");
        Path absent = directory.resolve("absent.pem");

        assertThat(certificates(text, absent))
                .containsExactly("ostiary.http.tls-key: `" + absent + "` does not exist (correct the path)");
        assertThat(config(Map.of("ostiary.http.tls-key", absent.toString())).getConfigMapping(HttpSettings.class))
                .satisfies(http -> assertThat(CertificateChecks.problems(http)).hasSize(1));
        assertThat(config(Map.of("ostiary.http.tls-certificate", text.toString()))
                        .getConfigMapping(HttpSettings.class))
                .satisfies(http -> assertThat(CertificateChecks.problems(http)).isEmpty());
        assertThat(certificates(text, text))
                .singleElement()
                .asString()
                .startsWith("ostiary.http.tls-certificate: `" + text + "` and the key `" + text + "` cannot be used: ")
                .endsWith(" (expected a PEM certificate, leaf first, and its PEM key in PKCS #8)");
        assertThat(certificates(text, directory))
                .singleElement()
                .asString()
                .startsWith("ostiary.http.tls-key: `" + directory + "` cannot be read: ");
    }

    @Test
    void aGoodCertificateIsNoProblem() throws Exception {
        var good = TestCertificate.make(directory);

        assertThat(certificates(good.certificate(), good.key())).isEmpty();
    }

    private List<String> certificates(Path certificate, Path key) {
        var http = config(Map.of(
                        "ostiary.http.tls-certificate", certificate.toString(), "ostiary.http.tls-key", key.toString()))
                .getConfigMapping(HttpSettings.class);
        return CertificateChecks.problems(http).stream()
                .map(ConfigProblem::toText)
                .toList();
    }

    private static List<String> busy(Map<String, String> properties) {
        var all = new HashMap<>(Map.of("ostiary.http.port", "0", "ostiary.management.port", "0"));
        all.putAll(properties);
        var config = config(all);
        return BusyPorts.problems(
                        config.getConfigMapping(HttpSettings.class), config.getConfigMapping(ManagementSettings.class))
                .stream()
                .map(ConfigProblem::toText)
                .toList();
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(HttpSettings.class)
                .withMapping(ManagementSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }
}
