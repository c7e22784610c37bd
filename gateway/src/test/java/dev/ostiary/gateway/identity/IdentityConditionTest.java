package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.policy.document.ConditionReading;
import dev.ostiary.policy.document.PolicyReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The condition of an identity, asked with real tokens. */
class IdentityConditionTest {
    private static final String KUBERNETES =
            "{\"StringLike\":{\"token:sub\":\"system:serviceaccount:translator-*:app\"}}";

    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    private static TokenCondition condition(String json) {
        return switch (PolicyReader.readCondition(json)) {
            case ConditionReading.Accepted accepted -> TokenCondition.of(accepted.blocks());
            case ConditionReading.Rejected rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    private static AppIdentity only(String condition) {
        return new AppIdentity(Set.of("corp"), Map.of(), condition(condition));
    }

    private void use(String condition) {
        gate.use(List.of(gate.corp()), List.of(Gate.app("translator", true, only(condition))));
    }

    private String token(String more) {
        return key.token(gate.claims(more));
    }

    private String forbidden(String more) {
        var refusal = gate.rejected(token(more)).refusal();
        assertThat(refusal.deniedBy()).as(more).isEqualTo(DeniedBy.IDENTITY);
        return refusal.advice();
    }

    @Test
    void aConditionAloneSaysWhoTheAppIs() {
        use(KUBERNETES);

        assertThat(gate.accepted(token(",\"sub\":\"system:serviceaccount:translator-7:app\""))
                        .app()
                        .id())
                .isEqualTo("translator");
        forbidden(",\"sub\":\"system:serviceaccount:translator-7:other\"");
        forbidden(",\"sub\":\"system:serviceaccount:Translator-7:app\"");
        forbidden(",\"SUB\":\"system:serviceaccount:translator-7:app\"");
        forbidden("");
    }

    @Test
    void claimsAndConditionMustBothMatch() {
        gate.use(
                List.of(gate.corp()),
                List.of(Gate.app(
                        "translator",
                        true,
                        new AppIdentity(
                                Set.of("corp"),
                                Map.of(ClaimPath.parse("azp"), List.of("translator-prod")),
                                condition("{\"Bool\":{\"token:email_verified\":true}}")))));

        gate.accepted(token(",\"email_verified\":true"));
        gate.accepted(token(",\"email_verified\":\"True\""));
        forbidden(",\"email_verified\":false");
        forbidden("");
        assertThat(gate.rejected(key.token(
                                gate.claims(",\"email_verified\":true").replace("translator-prod", "other")))
                        .refusal()
                        .deniedBy())
                .isEqualTo(DeniedBy.IDENTITY);
    }

    @Test
    void pointersNumbersAndArraysAreKeys() {
        use("""
                {"StringEquals":{"token:/kubernetes.io/namespace":"translate"},
                 "NumericGreaterThanEquals":{"token:level":2.5},
                 "ForAnyValue:StringEquals":{"token:groups":["a","7"]}}""");
        String rest = ",\"kubernetes.io\":{\"namespace\":\"translate\"}";

        gate.accepted(token(rest + ",\"level\":2.50,\"groups\":[\"x\",\"a\"]"));
        gate.accepted(token(rest + ",\"level\":3,\"groups\":[7]"));
        forbidden(rest + ",\"level\":2.49,\"groups\":[\"a\"]");
        forbidden(rest + ",\"level\":[3],\"groups\":[\"a\"]");
        forbidden(rest + ",\"level\":3,\"groups\":[]");
        forbidden(",\"level\":3,\"groups\":[\"a\"]");
    }

    @Test
    void objectsAndNullAreAbsent() {
        use("{\"StringEquals\":{\"token:azp\":\"translator-prod\"},\"Null\":{\"token:act\":\"true\"}}");

        gate.accepted(token(""));
        gate.accepted(token(",\"act\":null"));
        gate.accepted(token(",\"act\":{\"sub\":\"x\"}"));
        forbidden(",\"act\":\"x\"");
    }

    @Test
    void anArrayWithMoreThanPlainValuesFulfilsNothing() {
        use("{\"StringEquals\":{\"token:azp\":\"translator-prod\"},"
                + "\"ForAllValues:StringEquals\":{\"token:groups\":[\"a\"]}}");

        gate.accepted(token(",\"groups\":[\"a\",\"a\"]"));
        forbidden(",\"groups\":[\"a\",{}]");
        forbidden(",\"groups\":[\"a\",null]");
        forbidden(",\"groups\":[[\"a\"]]");
    }

    @Test
    void aTokenThatFulfilsTheConditionsOfTwoAppsIsNobodys() {
        gate.use(
                List.of(gate.corp()),
                List.of(
                        Gate.app("translator", true, only(KUBERNETES)),
                        Gate.app("other", true, only("{\"StringLike\":{\"token:sub\":\"system:*\"}}"))));

        assertThat(forbidden(",\"sub\":\"system:serviceaccount:translator-7:app\""))
                .contains("`other`, `translator`")
                .contains("`sub` is `system:serviceaccount:translator-7:app`");
        assertThat(gate.accepted(token(",\"sub\":\"system:x\"")).app().id()).isEqualTo("other");
    }

    @Test
    void theRefusalNamesTheClaimsOfConditionsAndTheOneThatNearlyHeld() {
        gate.use(
                List.of(gate.corp()),
                List.of(
                        Gate.app("far", true, only("{\"StringEquals\":{\"token:a\":\"2\",\"token:b\":\"2\"}}")),
                        Gate.app(
                                "near",
                                true,
                                only("{\"StringEquals\":{\"token:a\":\"1\",\"token:c\":\"secret-3\"}}"))));

        String advice = forbidden(",\"a\":1,\"c\":\"caf\u00e9\"");

        assertThat(advice)
                .contains("`a` is the number `1`", "`b` is missing", "`c` is `caf\\u{e9}`")
                .endsWith("nearest is an identity whose condition fails: `StringEquals` on `token:c`")
                .doesNotContain("secret-3");
    }

    @Test
    void severalFailingTestsOfTheNearestAreCounted() {
        use("{\"StringEquals\":{\"token:a\":\"1\",\"token:b\":\"2\"},\"StringLike\":{\"token:d\":\"x*\"}}");

        assertThat(forbidden("")).endsWith("`StringEquals` on `token:a` and 2 more");
    }
}
