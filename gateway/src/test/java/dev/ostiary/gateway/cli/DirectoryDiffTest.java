package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.gateway.files.AccessTree;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDiffTest {
    private static final String ANY_MODEL =
            DiffCommandTest.statement("Allow", "bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/*");
    private static final String NOT_META =
            DiffCommandTest.statement("Deny", "bedrock:*", "arn:aws:bedrock:*::foundation-model/meta.*");
    private static final String BEDROCK = DiffCommandTest.statement("Allow", "bedrock:*", "*");
    private static final String ONLY_AMAZON =
            DiffCommandTest.statement("Allow", "bedrock:*", "arn:aws:bedrock:*::foundation-model/amazon.*");
    private static final String ONLY_META =
            DiffCommandTest.statement("Allow", "bedrock:*", "arn:aws:bedrock:*::foundation-model/meta.*");

    @TempDir
    Path directory;

    private AccessTree before;
    private AccessTree after;

    @BeforeEach
    void bothAreTheSame() {
        before = new AccessTree(directory.resolve("before")).withGoodFiles();
        after = new AccessTree(directory.resolve("after")).withGoodFiles();
    }

    private Typed diff() {
        return Typed.run("diff", before.root().toString(), after.root().toString());
    }

    private JsonNode app(int index) {
        Typed typed = Typed.run(
                "diff", "--json", before.root().toString(), after.root().toString());
        return typed.json().path("apps").path(index);
    }

    private static void policy(AccessTree tree, String path, String... statements) {
        DiffCommandTest.write(tree.root(), path, statements);
    }

    @Test
    void nothingChangedIsNoNewAccess() {
        assertThat(diff()).isEqualTo(new Typed(0, "no new access\n", ""));
    }

    @Test
    void aPolicyThatGrowsIsToldForEveryAppThatHasIt() {
        after.with("apps/team/second.yaml", AccessTree.APP.replace("translator", "second"));
        before.with("apps/team/second.yaml", AccessTree.APP.replace("translator", "second"));
        policy(after, "policies/llama.json", ANY_MODEL);

        Typed typed = diff();

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("second: changed\n  grants more: yes\n", "translator: changed\n  grants more: yes\n")
                .contains("new: allowed by statement 1 of policy `llama`")
                .endsWith("new access: second, translator\n");
    }

    @Test
    void whatTheOrganizationForbidsIsNotNewAccess() {
        policy(before, "policies/llama.json", ANY_MODEL, NOT_META);
        policy(after, "policies/llama.json", ANY_MODEL);
        policy(after, "organization/deny.json", NOT_META);

        assertThat(diff()).isEqualTo(new Typed(0, "no new access\n", ""));
    }

    @Test
    void theOrganizationCountsAsTheGatewayIsToldToReadIt() {
        policy(before, "organization/level.json", NOT_META, BEDROCK);
        policy(after, "organization/level.json", NOT_META, ONLY_AMAZON);
        policy(before, "policies/llama.json", ANY_MODEL);
        policy(after, "policies/llama.json", ANY_MODEL);
        System.setProperty("ostiary.access.organization-full-access", "false");
        try {
            assertThat(diff().out()).contains("grants more: no", "grants less: yes");
        } finally {
            System.clearProperty("ostiary.access.organization-full-access");
        }
    }

    @Test
    void aBoundaryThatIsTakenOffIsNewAccess() {
        String bounded = AccessTree.APP + "boundary: limit\n";
        before.with("apps/translator.yaml", bounded);
        policy(before, "policies/limit.json", ONLY_META);
        policy(before, "policies/llama.json", ANY_MODEL);
        policy(after, "policies/llama.json", ANY_MODEL);

        assertThat(diff().out()).contains("old: not allowed because no permissions boundary allows");
    }

    @Test
    void aPolicyThatGrowsOnlyBeyondTheBoundaryIsNoNewAccess() {
        for (AccessTree tree : new AccessTree[] {before, after}) {
            tree.with("apps/translator.yaml", AccessTree.APP + "boundary: limit\n");
            policy(tree, "policies/limit.json", ONLY_META);
        }
        policy(before, "policies/llama.json", ONLY_META);
        policy(after, "policies/llama.json", BEDROCK);

        assertThat(diff().status()).isZero();
    }

    @Test
    void newAndRemovedAppsAreNamed() {
        after.without("apps/translator.yaml").with("apps/second.yaml", AccessTree.APP.replace("translator", "second"));

        Typed typed = diff();

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("second: new\n  grants more: yes\n", "translator: removed\n  grants more: no\n")
                .endsWith("new access: second\n");
    }

    @Test
    void aNewAppThatMayDoNothingIsNoNewAccess() {
        after.with("apps/second.yaml", "version: 1\napp: second\n");

        assertThat(diff().out()).isEqualTo("second: new\n  grants more: no\n  grants less: no\nno new access\n");
    }

    @Test
    void anAppThatIsEnabledAgainGainsAllItsAccess() {
        before.with("apps/translator.yaml", AccessTree.APP + "enabled: false\n");

        assertThat(diff().out()).contains("grants more: yes", "  is enabled now\n");
    }

    @Test
    void anotherCallerOfAnAppCountsAsNewAccess() {
        after.with("apps/translator.yaml", AccessTree.APP.replace("translator-prod", "somebody-else"));

        Typed typed = diff();

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("  new identity: issuer corp, azp=somebody-else (counts as new access)\n")
                .contains("  identity taken away: issuer corp, azp=translator-prod\n");
    }

    @Test
    void limitsAreNamedAndGrantNothing() {
        after.with("apps/translator.yaml", AccessTree.APP + "limits: { concurrency: 5 }\n");

        Typed typed = diff();

        assertThat(typed.status()).isZero();
        assertThat(typed.out()).contains("  limit concurrency none -> 5\n");
    }

    @Test
    void regionsThatAreAddedCountAndRegionsThatAreTakenAwayDoNot() {
        before.with("apps/translator.yaml", AccessTree.APP + "regions: [us-east-1]\n");
        after.with("apps/translator.yaml", AccessTree.APP + "regions: [us-east-1, eu-west-1]\n");

        assertThat(diff().status()).isEqualTo(1);
        assertThat(Typed.run("diff", after.root().toString(), before.root().toString())
                        .status())
                .isZero();
    }

    @Test
    void tagsCountWhenAPolicyAsksForThem() {
        after.with("apps/translator.yaml", AccessTree.APP + "tags: { team: blue }\n");

        assertThat(diff().status()).isZero();

        String asking =
                ANY_MODEL.replace("}", ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}}");
        policy(before, "policies/llama.json", asking);
        policy(after, "policies/llama.json", asking);
        assertThat(app(0).path("notes").path(0).path("newAccess").asBoolean()).isTrue();
        assertThat(app(0).path("more").path("result").asText()).isEqualTo("pass");
    }

    @Test
    void aChangedIssuerCountsAsNewAccess() {
        after.with("issuers/corp.yaml", AccessTree.ISSUER.replace("[ostiary]", "[ostiary, other]"));

        Typed typed = diff();

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).contains("issuer `corp` is changed").endsWith("through the issuers\n");
    }

    @Test
    void aDirectoryThatWouldNotBeLoadedIsNotCompared() {
        after.with("apps/translator.yaml", AccessTree.APP + "enabeld: true\n");

        Typed typed = diff();

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("would not be loaded", "apps/translator.yaml:7:1: unknown key `enabeld`");
    }
}
