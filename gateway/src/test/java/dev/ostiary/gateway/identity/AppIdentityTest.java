package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 10, 11 and 22: which app a good token belongs to. */
class AppIdentityTest {
    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    private static AppIdentity identity(String issuer, String... claimsAndValues) {
        var claims = new HashMap<ClaimPath, List<String>>();
        for (int i = 0; i < claimsAndValues.length; i += 2) {
            claims.put(ClaimPath.parse(claimsAndValues[i]), List.of(claimsAndValues[i + 1].split("\\|")));
        }
        return new AppIdentity(Set.of(issuer), claims);
    }

    private void useIdentities(AppIdentity... identities) {
        gate.use(List.of(gate.corp()), List.of(Gate.app("translator", true, identities)));
    }

    private Refusal forbidden(String token) {
        Refusal refusal = gate.rejected(token).refusal();
        assertThat(refusal.kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.IDENTITY);
        return refusal;
    }

    private String token(String more) {
        return key.token(gate.claims(more));
    }

    @Test
    void callerNamesEverythingTheNextStepsNeed() {
        useIdentities(identity("corp", "azp", "other"), identity("corp", "azp", "translator-prod"));

        Caller caller = gate.accepted(token(",\"sub\":\"abc\""));

        assertThat(caller.app().id()).isEqualTo("translator");
        assertThat(caller.issuer().name()).isEqualTo("corp");
        assertThat(caller.subject()).isEqualTo("abc");
        assertThat(caller.identityIndex()).isEqualTo(1);
        assertThat(caller.expiresAt()).isEqualTo(Gate.START.plusSeconds(3600));
        assertThat(caller.claims()).containsEntry("azp", "translator-prod");
        assertThat(caller.toString()).doesNotContain("abc");
    }

    @Test
    void allClaimsOfOneIdentityMustMatch() {
        useIdentities(identity("corp", "azp", "translator-prod", "env", "prod|live"));

        gate.accepted(token(",\"env\":\"prod\""));
        gate.accepted(token(",\"env\":[\"x\",\"live\"]"));
        assertThat(forbidden(token(",\"env\":\"test\"")).advice())
                .contains("`corp`", Gate.ISS, "`azp` is `translator-prod`", "`env` is `test`");
        assertThat(forbidden(token("")).advice()).contains("`env` is missing");
    }

    @Test
    void pointersReachIntoObjects() {
        useIdentities(identity("corp", "/kubernetes.io/namespace", "translate"));

        gate.accepted(token(",\"kubernetes.io\":{\"namespace\":\"translate\"}"));
        forbidden(token(",\"kubernetes.io\":{\"namespace\":\"Translate\"}"));
        forbidden(token(",\"/kubernetes.io/namespace\":\"translate\""));
    }

    @Test
    void onlyTextsMatchNeverNumbersOrBooleans() {
        useIdentities(identity("corp", "account", "4711"), identity("corp", "robot", "true"));

        gate.accepted(token(",\"account\":\"4711\""));
        gate.accepted(token(",\"account\":[4711,\"4711\"]"));
        gate.accepted(token(",\"robot\":\"true\""));
        assertThat(forbidden(token(",\"account\":4711")).advice()).contains("`account` is the number `4711`");
        assertThat(forbidden(token(",\"robot\":true")).advice()).contains("`robot` is the boolean `true`");
        forbidden(token(",\"account\":[4711],\"robot\":[true]"));
        forbidden(token(",\"account\":[[\"4711\"]]"));
        forbidden(token(",\"account\":null,\"robot\":{}"));
    }

    @Test
    void everyClaimOfAnIdentityMustBeText() {
        useIdentities(identity("corp", "azp", "translator-prod", "level", "5"));

        gate.accepted(token(",\"level\":\"5\""));
        forbidden(token(",\"level\":5"));
        forbidden(token(",\"level\":[5,true]"));
    }

    @Test
    void noWildcardsAndNoPrefixes() {
        useIdentities(identity("corp", "azp", "*"), identity("corp", "azp", "translator-"));

        forbidden(token(""));
    }

    @Test
    void threat11LookAlikesOfAClaimAreNotIt() {
        useIdentities(identity("corp", "sub", "caf\u00e9-admin"));

        gate.accepted(token(",\"sub\":\"caf\u00e9-admin\""));
        for (String sub : List.of(
                "cafe\u0301-admin",
                "CAF\u00c9-ADMIN",
                "caf\u00e9-\u0430dmin",
                "caf\u00e9-\uff41dmin",
                "caf\u00e9-admin\\u0000",
                "caf\u00e9-admin ",
                "caf\u00e9\\u200b-admin")) {
            Refusal refusal = forbidden(token(",\"sub\":\"" + sub + "\""));
            assertThat(refusal.advice()).as(sub).isASCII();
        }
    }

    @Test
    void threat10OtherIssuersTokenIsNeverTheFirstIssuersApp() {
        SigningKey theirs = SigningKey.ed25519("ed-1");
        gate.server.serve("/b", SigningKey.jwks(theirs.jwk()));
        String token = theirs.token(gate.claims().replace(Gate.ISS, "https://b.example"));
        gate.refused(token);

        var like = gate.corp();
        var b = new Issuer(
                "b",
                "https://b.example",
                gate.server.address("/b"),
                like.audience(),
                like.audienceClaim(),
                like.algorithms(),
                List.of(),
                like.maxLifetime());
        gate.use(
                List.of(gate.corp(), b),
                List.of(
                        Gate.app("translator", "azp", "translator-prod"),
                        Gate.app("theirs", true, identity("b", "azp", "translator-prod"))));
        gate.awaitKeys();

        assertThat(gate.accepted(token).app().id()).isEqualTo("theirs");
        assertThat(gate.accepted(token("")).app().id()).isEqualTo("translator");
        gate.refused(theirs.token(gate.claims()));
        gate.refused(key.token(gate.claims().replace(Gate.ISS, "https://b.example")));
    }

    @Test
    void tokenOfTwoAppsIsNobodys() {
        gate.use(
                List.of(gate.corp()),
                List.of(
                        Gate.app("translator", "azp", "translator-prod"),
                        Gate.app("other", false, identity("corp", "sub", "x"))));

        assertThat(forbidden(token(",\"sub\":\"x\"")).advice()).contains("`other`, `translator`", "`sub` is `x`");
        gate.accepted(token(",\"sub\":\"y\""));
    }

    @Test
    void severalMatchingIdentitiesOfOneAppAreTheFirst() {
        useIdentities(
                identity("corp", "z", "1"), identity("corp", "azp", "translator-prod"), identity("corp", "a", "1"));

        assertThat(gate.accepted(token(",\"a\":\"1\",\"z\":\"1\"")).identityIndex())
                .isZero();
    }

    @Test
    void whoIsRefusedStandsInTheLogWithTheIssuerOfTheTokenAsWhoIsNot() {
        useIdentities(identity("corp", "azp", "nobody"));

        assertThat(gate.rejected(token("")).issuer()).isEqualTo(gate.corp().issuer());
    }

    @Test
    void beforeTheFirstGoodLoadTheRefusalSaysThatTheFilesAreToBlameAndNotTheToken() {
        gate.useNothingLoaded(List.of(gate.corp()));

        assertThat(forbidden(token("")).advice()).contains("could not load its access files yet", "/q/health/ready");
    }

    @Test
    void identityWithoutClaimsIsNobody() {
        gate.use(List.of(gate.corp()), List.of(Gate.app("all", true, new AppIdentity(Set.of("corp"), Map.of()))));

        assertThat(forbidden(token("")).advice()).contains("no app names this issuer");
    }

    @Test
    void threat22DisabledOrDeletedAppIsRefusedAtOnceThoughItsTokenIsRemembered() {
        String token = token("");
        gate.accepted(token);

        gate.use(
                List.of(gate.corp()),
                List.of(Gate.app("translator", false, identity("corp", "azp", "translator-prod"))));
        Rejected disabled = gate.rejected(token);
        gate.use(List.of(gate.corp()), List.of());
        Rejected deleted = gate.rejected(token);
        gate.use(List.of(), List.of(Gate.app("translator", "azp", "translator-prod")));

        assertThat(disabled.refusal().sentence()).contains("translator is disabled");
        assertThat(disabled.appId()).isEqualTo("translator");
        assertThat(deleted.refusal().advice()).contains("no app names this issuer");
        assertThat(deleted.appId()).isNull();
        gate.refused(token);
    }

    @Test
    void requestThatBeganBeforeAReloadKeepsItsSnapshot() {
        var before = gate.snapshot;
        gate.use(List.of(gate.corp()), List.of());
        forbidden(token(""));

        gate.snapshot = before;

        gate.accepted(token(""));
    }

    @Test
    void twoIssuersWithTheSameIssAreBothUnusable() {
        gate.use(
                List.of(gate.corp(), gate.issuer("twin", Gate.ISS, Set.of("EdDSA"))),
                List.of(Gate.app("translator", "azp", "translator-prod")));

        gate.refused(token(""));
    }
}
