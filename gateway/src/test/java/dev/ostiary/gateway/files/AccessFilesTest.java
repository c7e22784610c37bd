package dev.ostiary.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.ManagedPolicies;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.AppIdentity;
import dev.ostiary.gateway.store.AppLimits;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.gateway.yaml.Finding;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessFilesTest {
    private static final String LLAMA = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0";
    private static final String NOVA = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

    @TempDir
    Path directory;

    private AccessTree tree;

    @BeforeEach
    void goodFiles() {
        tree = new AccessTree(directory).withGoodFiles();
    }

    @Test
    void aMistakeInAPolicyTestKeepsNothingFromLoading() {
        tree.with("tests/team/translator.yaml", "version: 1\ntests: []\nnonsense");

        assertThat(AccessFiles.load(directory, AccessRules.DEFAULT)).isInstanceOf(AccessReading.AccessContent.class);
    }

    @Test
    void filesThatAreNotWrittenYetCanBeLoaded() {
        byte[] second = AccessTree.APP.replace("translator", "second").getBytes(StandardCharsets.UTF_8);
        byte[] wrong = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(AccessFiles.loadWith(directory, AccessRules.DEFAULT, Map.of("apps/team/second.yaml", second)))
                .isInstanceOfSatisfying(
                        AccessReading.AccessContent.class,
                        content -> assertThat(content.apps()).containsOnlyKeys("translator", "second"));
        assertThat(AccessFiles.loadWith(directory, AccessRules.DEFAULT, Map.of("policies/llama.json", wrong)))
                .isInstanceOf(AccessReading.Rejected.class);
        assertThat(directory.resolve("apps/team")).doesNotExist();
    }

    @Test
    void anEmptyFolderThatIsCalledLikeAFileIsTold() throws IOException {
        Files.createDirectories(directory.resolve("policies/x.json"));
        Files.createDirectories(directory.resolve("apps/team/x.yaml"));

        assertThat(AccessFiles.load(directory, AccessRules.DEFAULT))
                .isInstanceOfSatisfying(
                        AccessReading.Rejected.class,
                        rejected -> assertThat(rejected.findings())
                                .extracting(finding -> finding.file() + ": " + finding.message())
                                .containsExactly(
                                        "apps/team/x.yaml: a folder that is called like a file",
                                        "policies/x.json: a folder that is called like a file"));
    }

    @Test
    void aWholeAppIsRead() {
        tree.with("apps/translator.yaml", """
                version: 1
                app: translator                       # a comment
                description: Translates support tickets
                owner: localisation@example.com
                enabled: false
                tags: { team: localisation, cost-center: "4711", empty: "" }
                upstream: second
                region: eu-west-1
                regions: [us-east-1, eu-west-1]
                identities:
                  - issuer: corp
                    claims: { azp: translator-prod, /kubernetes.io/namespace: [a, b] }
                policies: [llama, "aws:AmazonBedrockReadOnly"]
                policy:
                  Version: 2012-10-17
                  Statement:
                    - { Effect: Allow, Action: "bedrock:ApplyGuardrail", Resource: "*" }
                limits: { requests-per-minute: 600, concurrency: 50 }
                """);

        App app = app("translator");

        assertThat(app.description()).isEqualTo("Translates support tickets");
        assertThat(app.owner()).isEqualTo("localisation@example.com");
        assertThat(app.enabled()).isFalse();
        assertThat(app.tags()).isEqualTo(Map.of("team", "localisation", "cost-center", "4711", "empty", ""));
        assertThat(app.upstream()).isEqualTo("second");
        assertThat(app.region()).isEqualTo("eu-west-1");
        assertThat(app.regions()).containsExactly("us-east-1", "eu-west-1");
        assertThat(app.identities())
                .containsExactly(new AppIdentity(
                        Set.of("corp"),
                        Map.of(
                                ClaimPath.parse("azp"), List.of("translator-prod"),
                                ClaimPath.parse("/kubernetes.io/namespace"), List.of("a", "b"))));
        assertThat(app.policyNames()).containsExactly("llama", "aws:AmazonBedrockReadOnly", "inline:translator");
        assertThat(app.limits()).isEqualTo(new AppLimits(600, 50));
        assertThat(allows(app, "bedrock:InvokeModel", LLAMA)).isTrue();
        assertThat(allows(app, "bedrock:InvokeModel", NOVA)).isFalse();
        assertThat(allows(app, "bedrock:GetFoundationModel", NOVA)).isTrue();
        assertThat(allows(app, "bedrock:ApplyGuardrail", "arn:aws:bedrock:us-east-1:111122223333:guardrail/g1"))
                .isTrue();
    }

    @Test
    void whatAnAppLeavesOutHasSafeDefaults() {
        tree.with("apps/bare.yaml", "version: 1\napp: bare\n");

        App app = app("bare");

        assertThat(app.enabled()).isTrue();
        assertThat(app.upstream()).isEqualTo("default");
        assertThat(app.region()).isNull();
        assertThat(app.identities()).isEmpty();
        assertThat(app.limits()).isEqualTo(AppLimits.NONE);
        assertThat(allows(app, "bedrock:InvokeModel", LLAMA)).isFalse();
    }

    @Test
    void aWholeIssuerIsRead() {
        tree.with("issuers/corp.yaml", """
                version: 1
                issuer: https://login.example.com/realms/corp
                jwks-url: file:///etc/keys.json
                audience: [ostiary, other]
                audience-claim: client_id
                algorithms: [RS256, EdDSA]
                required-claims: ["token_use=access", "/realm/name=a=b"]
                max-lifetime: 30m
                """);

        Issuer issuer = issuer("corp");

        assertThat(issuer)
                .isEqualTo(new Issuer(
                        "corp",
                        "https://login.example.com/realms/corp",
                        URI.create("file:///etc/keys.json"),
                        List.of("ostiary", "other"),
                        ClaimPath.parse("client_id"),
                        Set.of("RS256", "EdDSA"),
                        List.of(
                                new Issuer.RequiredClaim(ClaimPath.parse("token_use"), "access"),
                                new Issuer.RequiredClaim(ClaimPath.parse("/realm/name"), "a=b")),
                        Duration.ofMinutes(30)));
    }

    @Test
    void anIssuerWithoutAlgorithmsAcceptsPublicKeySignaturesOnly() {
        Issuer issuer = issuer("corp");

        assertThat(issuer.algorithms())
                .containsExactlyInAnyOrder(
                        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA");
        assertThat(issuer.maxLifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(issuer.jwksUrl()).isNull();
    }

    @Test
    void aBoundaryLimitsWhatPoliciesGrant() {
        tree.with(
                        "policies/nova-only.json",
                        AccessTree.POLICY.replace("meta.llama3-70b-instruct-v1:0", "amazon.nova-lite-v1:0"))
                .with("apps/translator.yaml", AccessTree.APP + "boundary: nova-only\n");

        App app = app("translator");

        assertThat(allows(app, "bedrock:InvokeModel", LLAMA)).isFalse();
        assertThat(allows(app, "bedrock:InvokeModel", NOVA)).isFalse();
    }

    @Test
    void organizationDocumentsThatOnlyDenyWorkSinceEachLevelHasFullAccess() {
        tree.with("organization/10-root/deny-nova.json", denyOf(NOVA))
                .with("organization/deny-titan.json", denyOf(NOVA));

        App app = app("translator");

        assertThat(allows(app, "bedrock:InvokeModel", LLAMA)).isTrue();
    }

    @Test
    void organizationLevelsAreAllAsked() {
        tree.with("organization/10-root/deny-nova.json", denyOf(NOVA))
                .with("organization/20-ou/deny-llama.json", denyOf(LLAMA));

        App app = app("translator");

        assertThat(decide(app, "bedrock:InvokeModel", LLAMA))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.explicit()).isTrue());
    }

    @Test
    void withoutImpliedFullAccessALevelAllowsOnlyWhatItSays() {
        tree.with("organization/10-root/only-nova.json", denyOf(NOVA).replace("Deny", "Allow"));

        AccessReading reading = AccessFiles.load(directory, new AccessRules(false, false, Map.of()));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        AccessReading.AccessContent.class,
                        content -> assertThat(allows(app(content, "translator"), "bedrock:InvokeModel", LLAMA))
                                .isFalse());
    }

    @Test
    void withoutImpliedFullAccessAnEmptyLevelIsToldInsteadOfDenyingEverything() throws IOException {
        Files.createDirectories(directory.resolve("organization/20-ou"));

        AccessReading reading = AccessFiles.load(directory, new AccessRules(false, false, Map.of()));

        assertThat(findings(reading))
                .singleElement()
                .asString()
                .startsWith("organization/20-ou: a level without documents");
    }

    @Test
    void dotNamesNotesAndBackupsAreNotOurs() throws IOException {
        tree.with("apps/.translator.yaml.swp", "x")
                .with("apps/..data/other.yaml", "x")
                .with("apps/translator.yaml~", "x")
                .with("README.md", "x");
        Files.createDirectories(directory.resolve("lost+found"));

        assertThat(content().apps()).containsOnlyKeys("translator");
    }

    @Test
    void appsMayStandInFolders() {
        tree.with("apps/team/blue/writer.yaml", AccessTree.APP.replace("translator", "writer"));

        assertThat(content().apps()).containsOnlyKeys("translator", "writer");
    }

    @Test
    void upstreamsAndRegionsAreComparedWithTheConfiguration() {
        tree.with("apps/translator.yaml", AccessTree.APP + "upstream: defualt\n")
                .with("apps/writer.yaml", AccessTree.APP.replace("translator", "writer") + "region: eu-west-1\n");

        AccessReading reading =
                AccessFiles.load(directory, new AccessRules(true, false, Map.of("default", List.of("us-east-1"))));

        assertThat(findings(reading))
                .containsExactly(
                        "apps/translator.yaml:7:11: no upstream `defualt` is configured (did you mean `default`?)",
                        "apps/writer.yaml:7:9: Region `eu-west-1` is not configured for upstream `default` "
                                + "(its Regions are us-east-1)");
    }

    @Test
    void plainHttpForKeysNeedsTheOperatorsWord() {
        tree.with("issuers/corp.yaml", AccessTree.ISSUER + "jwks-url: http://login.internal/certs\n");

        AccessReading allowed = AccessFiles.load(directory, new AccessRules(true, true, Map.of()));

        assertThat(allowed).isInstanceOf(AccessReading.AccessContent.class);
        assertThat(findings(AccessFiles.load(directory, AccessRules.DEFAULT)))
                .singleElement()
                .asString()
                .startsWith("issuers/corp.yaml:4:11: `jwks-url` must not use plain http beyond loopback");
    }

    @Test
    void everyBuiltInManagedPolicyIsADocumentThatCanBeLoaded() {
        assertThat(ManagedPolicies.names())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(name -> assertThat(ManagedPolicies.find(name)).isPresent());
    }

    private static String denyOf(String resource) {
        return """
               {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "%s"}]}
               """.formatted(resource);
    }

    private App app(String id) {
        return app(content(), id);
    }

    private static App app(AccessReading.AccessContent content, String id) {
        return Objects.requireNonNull(content.apps().get(id));
    }

    private Issuer issuer(String name) {
        return Objects.requireNonNull(content().issuers().get(name));
    }

    private AccessReading.AccessContent content() {
        AccessReading reading = AccessFiles.load(directory, AccessRules.DEFAULT);
        return switch (reading) {
            case AccessReading.AccessContent content -> content;
            case AccessReading.Rejected rejected -> throw new AssertionError(findings(rejected));
        };
    }

    private static List<String> findings(AccessReading reading) {
        return switch (reading) {
            case AccessReading.AccessContent content -> List.of();
            case AccessReading.Rejected rejected ->
                rejected.findings().stream().map(Finding::toText).toList();
        };
    }

    private static boolean allows(App app, String action, String resource) {
        return decide(app, action, resource) instanceof Decision.Allowed;
    }

    private static Decision decide(App app, String action, String resource) {
        return app.policies().decide(new AuthorizationPart(action, resource, RequestContext.empty()));
    }
}
