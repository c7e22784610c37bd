package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.gateway.keys.MutableClock;
import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.RefusalKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIssuerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(Gate.START);

    @Test
    void tokenOfTheCommandLineIsAcceptedByAGatewayThatSharesTheFile() {
        String token = DevelopmentIssuer.open(directory.resolve("new"), clock).mint("translator", MINUTE);

        try (var gate = new Gate(DevelopmentIssuer.open(directory.resolve("new"), clock), SigningKey.rsa())) {
            Caller caller = gate.accepted(token);

            assertThat(caller.app().id()).isEqualTo("translator");
            assertThat(caller.issuer().name()).isEqualTo("development");
            assertThat(caller.identityIndex()).isEqualTo(Caller.DEVELOPMENT);
            assertThat(caller.subject()).isEqualTo("translator");
            assertThat(caller.expiresAt()).isEqualTo(Gate.START.plus(MINUTE));
        }
    }

    @Test
    void appThatDoesNotExistIs403() {
        var development = DevelopmentIssuer.open(directory, clock);
        try (var gate = new Gate(development, SigningKey.rsa())) {
            Rejected rejected = gate.rejected(development.mint("nobody", MINUTE));

            assertThat(rejected.refusal().kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
            assertThat(rejected.refusal().advice()).contains("`nobody`", "`development`");
        }
    }

    @Test
    void developmentTokenIs401WhereDevelopmentIsOff() {
        String token = DevelopmentIssuer.open(directory, clock).mint("translator", MINUTE);

        try (var gate = new Gate(SigningKey.rsa())) {
            gate.refused(token);
        }
    }

    @Test
    void developmentTokenExpiresLikeAnyOther() {
        var development = DevelopmentIssuer.open(directory, clock);
        try (var gate = new Gate(development, SigningKey.rsa())) {
            String token = development.mint("translator", MINUTE);
            gate.accepted(token);

            gate.clock.advance(MINUTE.plusSeconds(60));

            assertThat(gate.refused(token).kind()).isEqualTo(RefusalKind.EXPIRED_TOKEN);
        }
    }

    @Test
    void otherDevelopersKeyIsNotThisOnes() {
        String theirs = DevelopmentIssuer.open(directory.resolve("a"), clock).mint("translator", MINUTE);

        try (var gate = new Gate(DevelopmentIssuer.open(directory.resolve("b"), clock), SigningKey.rsa())) {
            gate.refused(theirs);
        }
    }

    @Test
    void keyFileIsForItsOwnerOnly() throws IOException {
        DevelopmentIssuer.open(directory, clock);
        Path file = directory.resolve("development-issuer.jwk");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> DevelopmentIssuer.open(directory, clock))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("0600");
    }

    @Test
    void fileThatIsNoKeyIsNamedAndNotRepeated() throws IOException {
        Path file = directory.resolve("development-issuer.jwk");
        for (String content : List.of(
                "",
                "sesame",
                "{}",
                "{\"kty\":\"oct\",\"k\":\"c2VzYW1l\"}",
                SigningKey.rsa().jwk())) {
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

            assertThatThrownBy(() -> DevelopmentIssuer.open(directory, clock))
                    .as(content)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("development-issuer.jwk")
                    .message()
                    .doesNotContain("sesame", "c2Vz");
        }
    }

    @Test
    void lifetimeIsBounded() {
        var development = DevelopmentIssuer.open(directory, clock);

        for (Duration ttl : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(24).plusSeconds(1))) {
            assertThatThrownBy(() -> development.mint("translator", ttl)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(development.mint("translator", Duration.ofHours(24))).isNotEmpty();
    }
}
