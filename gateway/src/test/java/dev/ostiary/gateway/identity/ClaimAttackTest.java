package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 7 to 9, 12 and 21: what a well-signed token must say. */
class ClaimAttackTest {
    private static final List<String> NO_NUMBER = List.of(
            "null",
            "\"1800000000\"",
            "\"\"",
            "true",
            "[1800000000]",
            "{}",
            "1e400",
            "1e999999999",
            "NaN",
            "Infinity",
            "-1",
            "-1e300",
            "12345678901234567890",
            "253402300800",
            "1e12",
            "0x6b49d200",
            "01800000000");

    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    private Refusal refusedTimes(String more) {
        return gate.refused(key.token(gate.claimsWithoutTimes(more)));
    }

    private Caller acceptedTimes(String more) {
        return gate.accepted(key.token(gate.claimsWithoutTimes(more)));
    }

    @Test
    void threat07OddExpiryIsRefused() {
        String iat = ",\"iat\":" + gate.now();
        refusedTimes(iat);
        for (String odd : NO_NUMBER) {
            refusedTimes(iat + ",\"exp\":" + odd);
        }
    }

    @Test
    void threat07OddIssueTimeIsRefused() {
        String exp = ",\"exp\":" + (gate.now() + 60);
        refusedTimes(exp);
        for (String odd : NO_NUMBER) {
            refusedTimes(exp + ",\"iat\":" + odd);
        }
    }

    @Test
    void threat07OddNotBeforeIsRefused() {
        for (String odd : NO_NUMBER) {
            gate.refused(key.token(gate.claims(",\"nbf\":" + odd)));
        }
        gate.accepted(key.token(gate.claims(",\"nbf\":0")));
    }

    @Test
    void timesMayBeDecimals() {
        Caller caller = acceptedTimes(",\"iat\":" + gate.now() + ".25,\"exp\":" + (gate.now() + 10) + ".9999");

        assertThat(caller.expiresAt()).isEqualTo(Gate.START.plusMillis(10_999));
    }

    @Test
    void threat08TokenExpired61SecondsAgoIsRefusedAnd59IsAccepted() {
        String iat = ",\"iat\":" + (gate.now() - 3600);

        acceptedTimes(iat + ",\"exp\":" + (gate.now() - 59));
        Refusal at60 = refusedTimes(iat + ",\"exp\":" + (gate.now() - 60));
        Refusal at61 = refusedTimes(iat + ",\"exp\":" + (gate.now() - 61));

        assertThat(at60.kind()).isEqualTo(RefusalKind.EXPIRED_TOKEN);
        assertThat(at61.kind()).isEqualTo(RefusalKind.EXPIRED_TOKEN);
        assertThat(at61.advice()).contains("it expired at 2026-11-23T11:58:59Z", "read AWS_BEARER_TOKEN_BEDROCK once");
    }

    @Test
    void threat08TimesToComeAreForgivenForAMinute() {
        long now = gate.now();

        acceptedTimes(",\"exp\":" + (now + 600) + ",\"iat\":" + (now + 60));
        assertThat(refusedTimes(",\"exp\":" + (now + 600) + ",\"iat\":" + (now + 61))
                        .advice())
                .contains("`iat`", "2026-11-23T12:01:01Z");
        gate.accepted(key.token(gate.claims(",\"nbf\":" + (now + 60))));
        gate.refused(key.token(gate.claims(",\"nbf\":" + (now + 61))));
    }

    @Test
    void threat21LifetimeIsBounded() {
        long now = gate.now();
        long day = Duration.ofHours(24).toSeconds();

        acceptedTimes(",\"iat\":" + now + ",\"exp\":" + (now + day));
        assertThat(refusedTimes(",\"iat\":" + now + ",\"exp\":" + (now + day + 1))
                        .advice())
                .contains("86401 s", "86400 s");
        refusedTimes(",\"iat\":" + now + ",\"exp\":" + (now + day) + ".001");
        refusedTimes(",\"iat\":" + now + ",\"exp\":" + (now - 1));
    }

    @Test
    void threat09IssuerIsComparedByteByByte() {
        for (String iss : List.of(
                "\"" + Gate.ISS + "/\"",
                "\"" + Gate.ISS + "x\"",
                "\"" + Gate.ISS.substring(0, Gate.ISS.length() - 1) + "\"",
                "\"" + Gate.ISS.toUpperCase(Locale.ROOT) + "\"",
                "\"" + Gate.ISS.replace("https", "http") + "\"",
                "\" " + Gate.ISS + "\"",
                "\"" + Gate.ISS + "\\u0000\"",
                "\"" + Gate.ISS.replace("/", "//") + "\"",
                "[\"" + Gate.ISS + "\"]",
                "{\"iss\":\"" + Gate.ISS + "\"}",
                "null",
                "\"\"")) {
            gate.refused(key.token(gate.claims().replace("\"" + Gate.ISS + "\"", iss)));
        }
        gate.refused(key.token(gate.claims().replace("\"iss\"", "\"is\"")));
        gate.accepted(key.token(gate.claims().replace("https:", "https\\u003a")));
    }

    @Test
    void threat09AudienceIsMandatoryAndExact() {
        for (String aud : List.of(
                "\"Ostiary\"",
                "\"ostiary \"",
                "\"ostiary,other\"",
                "\"ostiary other\"",
                "\"*\"",
                "\"\"",
                "[]",
                "[\"other\"]",
                "[[\"ostiary\"]]",
                "[\"ostiary\",1]",
                "{\"ostiary\":true}",
                "null",
                "true",
                "7")) {
            Refusal refusal = gate.refused(key.token(gate.claims().replace("\"ostiary\"", aud)));
            assertThat(refusal.advice()).as(aud).contains("`aud`", "expected one of `ostiary`");
        }
        gate.refused(key.token(gate.claims().replace("\"aud\"", "\"au\"")));
        gate.accepted(key.token(gate.claims().replace("\"ostiary\"", "[\"other\",\"ostiary\"]")));
    }

    @Test
    void audienceMayStandInAnotherClaim() {
        useCorp(ClaimPath.parse("client_id"), List.of());

        gate.accepted(key.token(gate.claims(",\"client_id\":\"ostiary\"")));
        assertThat(gate.refused(key.token(gate.claims())).advice()).contains("`client_id` is missing");
    }

    @Test
    void requiredClaimsMustBeThere() {
        useCorp(ClaimPath.parse("aud"), List.of(new Issuer.RequiredClaim(ClaimPath.parse("token_use"), "access")));

        gate.accepted(key.token(gate.claims(",\"token_use\":\"access\"")));
        assertThat(gate.refused(key.token(gate.claims(",\"token_use\":\"id\""))).advice())
                .contains("`token_use` is `id`, expected `access`");
        gate.refused(key.token(gate.claims()));
    }

    @Test
    void requiredClaimsAreTexts() {
        useCorp(
                ClaimPath.parse("aud"),
                List.of(
                        new Issuer.RequiredClaim(ClaimPath.parse("level"), "5"),
                        new Issuer.RequiredClaim(ClaimPath.parse("mfa"), "true")));

        gate.accepted(key.token(gate.claims(",\"level\":\"5\",\"mfa\":[\"true\"]")));
        assertThat(gate.refused(key.token(gate.claims(",\"level\":5,\"mfa\":\"true\"")))
                        .advice())
                .contains("`level` is the number `5`, expected `5`");
        gate.refused(key.token(gate.claims(",\"level\":[5],\"mfa\":\"true\"")));
        gate.refused(key.token(gate.claims(",\"level\":\"5\",\"mfa\":true")));
    }

    private void useCorp(ClaimPath audienceClaim, List<Issuer.RequiredClaim> required) {
        var like = gate.corp();
        var issuer = new Issuer(
                "corp",
                Gate.ISS,
                like.jwksUrl(),
                like.audience(),
                audienceClaim,
                Set.of("EdDSA"),
                required,
                like.maxLifetime());
        gate.use(List.of(issuer), List.of(Gate.app("translator", "azp", "translator-prod")));
    }

    @Test
    void threat12RepeatedClaimsAreRefused() {
        for (String more : List.of(
                ",\"azp\":\"translator-prod\"",
                ",\"azp\":\"admin\"",
                ",\"\\u0061zp\":\"admin\"",
                ",\"iss\":\"" + Gate.ISS + "\"",
                ",\"o\":{\"a\":1,\"a\":1}")) {
            gate.refused(key.token(gate.claims(more)));
        }
    }

    @Test
    void subjectMustBeATextWhenItIsThere() {
        for (String sub : List.of("1", "[\"x\"]", "null", "{}")) {
            gate.refused(key.token(gate.claims(",\"sub\":" + sub)));
        }
        assertThat(gate.accepted(key.token(gate.claims())).subject()).isNull();
        assertThat(gate.accepted(key.token(gate.claims(",\"sub\":\"a b\""))).subject())
                .isEqualTo("a b");
    }
}
