package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Threat model 17: one header, one scheme, one token. */
class AuthorizationHeaderTest {
    private static final SigningKey KEY = SigningKey.ed25519("ed-1");
    private static final Gate GATE = new Gate(KEY);

    @AfterAll
    static void close() {
        GATE.close();
    }

    private static MultiMap headers(String... namesAndValues) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static Refusal refused(String... namesAndValues) {
        Authentication end = GATE.authenticate(headers(namesAndValues));
        assertThat(end).isInstanceOf(Rejected.class);
        Refusal refusal = ((Rejected) end).refusal();
        assertThat(refusal.kind()).isEqualTo(RefusalKind.UNRECOGNIZED_CLIENT);
        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.TOKEN);
        assertThat(refusal.headers()).isEqualTo(Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        return refusal;
    }

    @Test
    void schemeNameIsNotCaseSensitive() {
        String token = KEY.token(GATE.claims());

        assertThat(GATE.authenticate(headers("authorization", "bearer " + token)))
                .isInstanceOf(Caller.class);
        assertThat(GATE.authenticate(headers("AUTHORIZATION", "BEARER " + token)))
                .isInstanceOf(Caller.class);
    }

    @Test
    void threat17TwoAuthorizationHeadersAreRefused() {
        String good = "Bearer " + KEY.token(GATE.claims());

        assertThat(refused("Authorization", good, "Authorization", good).advice())
                .contains("2 Authorization headers");
        refused("Authorization", good, "authorization", "Basic x");
        refused("Authorization", good + ", " + good);
        refused("Authorization", good + ",");
    }

    @Test
    void threat17TokensElsewhereAreNotLookedFor() {
        String token = KEY.token(GATE.claims());

        for (String name : List.of(
                "Cookie", "X-Api-Key", "X-Amz-Security-Token", "X-Forwarded-User", "X-User", "Proxy-Authorization")) {
            assertThat(refused(name, "Bearer " + token).advice())
                    .contains("no Authorization header", "AWS_BEARER_TOKEN_BEDROCK");
        }
    }

    @Test
    void threat17SigV4SaysWhatToDo() {
        String advice = refused(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261123/us-east-1/bedrock/aws4_request,"
                                + " SignedHeaders=host, Signature=00ff")
                .advice();

        assertThat(advice)
                .contains("SigV4", "set AWS_BEARER_TOKEN_BEDROCK to a JWT")
                .doesNotContain("AKIA", "00ff");
    }

    @Test
    void realAwsKeysAreNamedForWhatTheyAreAndNotRepeated() {
        for (String key : List.of("ABSKQmVkcm9ja0FQSUtleS0xMjM0", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t")) {
            assertThat(refused("Authorization", "Bearer " + key).advice())
                    .contains("Amazon Bedrock API key", "set AWS_BEARER_TOKEN_BEDROCK to a JWT")
                    .doesNotContain(key.substring(4));
        }
    }

    @Test
    void threat17OtherSchemesAreRefused() {
        assertThat(refused("Authorization", "Basic dXNlcjpwYXNz").advice())
                .contains("`basic`")
                .doesNotContain("dXNl");
        for (String value :
                List.of("Bearer", "Bearer ", "Bearer  x.y.z", "Bearer\tx.y.z", "", " ", "Token abc", "DPoP x")) {
            refused("Authorization", value);
        }
    }

    @Test
    void tokenWithoutASchemeIsNotRepeated() {
        String token = KEY.token(GATE.claims());

        assertThat(refused("Authorization", token).toString()).doesNotContain(token.substring(0, 20));
    }

    @Test
    void opaqueTokensAreRefusedWithTheReason() {
        assertThat(refused("Authorization", "Bearer sk-ant-0123456789").advice())
                .isEqualTo(
                        "the bearer token is not an acceptable JWT: expected three parts with full stops between them; "
                                + "set AWS_BEARER_TOKEN_BEDROCK to a JWT of your issuer");
    }
}
