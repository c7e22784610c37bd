package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.gateway.keys.SigningKey;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrictCallerPrincipalFactoryTest {
    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);
    private final StrictCallerPrincipalFactory factory =
            new StrictCallerPrincipalFactory(gate.authenticator, () -> gate.snapshot);

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void goodTokenBecomesAPrincipalWithItsClaims() throws ParseException {
        String token = key.token(gate.claims(",\"sub\":\"ada\",\"groups\":[\"admin\"]"));

        JWTCallerPrincipal principal = factory.parse(token, new JWTAuthContextInfo());

        assertThat(principal.getName()).isEqualTo("ada");
        assertThat(principal.getGroups()).containsExactly("admin");
        assertThat(principal.getIssuer()).isEqualTo(Gate.ISS);
        assertThat(principal.getRawToken()).isEqualTo(token);
    }

    @Test
    void whatTheDataPathRefusesIsRefusedHereToo() {
        for (String token : new String[] {
            "",
            "x",
            "x".repeat(20_000),
            SigningKey.ed25519("ed-1").token(gate.claims()),
            key.token(gate.claims().replace("\"ostiary\"", "\"other\"")),
            key.token(gate.claimsWithoutTimes(",\"iat\":" + gate.now() + ",\"exp\":1e400"))
        }) {
            assertThatThrownBy(() -> factory.parse(token, new JWTAuthContextInfo()))
                    .isInstanceOf(ParseException.class);
        }
    }
}
