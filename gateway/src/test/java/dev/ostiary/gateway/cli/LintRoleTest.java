package dev.ostiary.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.files.AccessTree;
import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.synthesis.RolePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintRoleTest {
    /** The shipped samples, seen from the module. */
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private static final String SAMPLES = CHECKOUT.resolve("access").toString();
    private static final Path SHIPPED = CHECKOUT.resolve("deploy/iam/samples-role-policy.json");
    private static final Path WITH_PROFILES = CHECKOUT.resolve("deploy/iam/gateway-role-policy.json");
    private static final String LLAMA = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0";
    private static final String NOVA = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
    private static final String ROLE_ARN = "ostiary.upstreams.default.role-arn";
    private static final String REGIONS = "ostiary.upstreams.default.regions";

    @TempDir
    Path directory;

    private AccessTree tree;
    private Path elsewhere;

    @BeforeEach
    void goodFiles() throws IOException {
        tree = new AccessTree(directory.resolve("access")).withGoodFiles();
        elsewhere = Files.createDirectory(directory.resolve("iam"));
    }

    @AfterEach
    void nothingIsConfiguredAnyMore() {
        System.clearProperty(ROLE_ARN);
        System.clearProperty(REGIONS);
    }

    private Typed lint(String... words) {
        var all = new ArrayList<>(List.of("lint", tree.root().toString()));
        all.addAll(List.of(words));
        return Typed.run(all.toArray(String[]::new));
    }

    private String role(String name, String text) throws IOException {
        return Files.writeString(elsewhere.resolve(name), text).toString();
    }

    private static String allow(String action, String resource) {
        return AccessTree.POLICY.replace("bedrock:InvokeModel", action).replace(LLAMA, resource);
    }

    private static List<String> rules(Typed ran) {
        var rules = new ArrayList<String>();
        for (JsonNode finding : ran.json().path("findings")) {
            if (finding.path("rule").asText().startsWith("GW_")) {
                rules.add(finding.path("rule").asText());
            }
        }
        return rules;
    }

    @Test
    void theShippedRoleFitsTheShippedSamples() {
        Typed ran = Typed.run("lint", SAMPLES, "--role", SHIPPED.toString(), "--json");

        assertThat(ran.status()).isZero();
        assertThat(rules(ran)).isEmpty();
    }

    @Test
    void theShippedRoleIsTheOneThatTheEngineMakesOfTheSamples() throws IOException {
        List<List<PolicyDocument>> apps = List.of(
                List.of(document(Path.of(SAMPLES, "policies/claude-3-sonnet.json"))),
                List.of(document(Path.of(SAMPLES, "policies/llama3-70b.json"))));
        RolePolicy made = RolePolicy.of(apps, key -> true, new AccessComparer());

        List<Statement> shipped = document(SHIPPED).statements();

        assertThat(made.documents()).singleElement().satisfies(role -> {
            Statement models = role.statements().getFirst();
            assertThat(role.statements()).hasSize(1);
            assertThat(texts(shipped.getFirst().actions())).isEqualTo(texts(models.actions()));
            assertThat(texts(shipped.getFirst().resources())).isEqualTo(texts(models.resources()));
            assertThat(shipped.getFirst().conditions()).isEqualTo(models.conditions());
        });
        assertThat(shipped).hasSize(2);
    }

    private static PolicyDocument document(Path file) throws IOException {
        return switch (PolicyReader.read(Files.readString(file), PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }

    private static List<String> texts(@Nullable PatternList patterns) {
        return patterns == null ? List.of() : patterns.texts();
    }

    @Test
    void theShippedRoleOfAnAppWithProfilesFitsIt() throws IOException {
        String role = Files.readString(WITH_PROFILES);
        tree.with(
                "policies/llama.json",
                role.substring(0, role.indexOf(",\n    {\n      \"Sid\": \"Catalogue\"")) + "\n  ]\n}\n");

        Typed ran = lint("--role", WITH_PROFILES.toString(), "--json");

        assertThat(ran.status()).isZero();
        assertThat(rules(ran)).isEmpty();
    }

    @Test
    void aRoleThatIsTooNarrowIsAnErrorOfTheApp() throws IOException {
        String role = role("role.json", allow("bedrock:InvokeModel", NOVA));

        Typed ran = lint("--role", role);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains(tree.root().resolve("policies/llama.json")
                        + ":4:5: error GW_ROLE_MISSING: the app `translator` may do what the gateway's role cannot: "
                        + "`bedrock:InvokeModel` on `" + LLAMA
                        + "` (allow it in the role's policy, or take it from the app)")
                .contains(role + ":4:5: security GW_ROLE_WIDER_THAN_APPS: no app may do what the role allows here, for "
                        + "example `bedrock:InvokeModel` on `" + NOVA + "` (remove what no app needs)");
    }

    @Test
    void modelsOfRegionsThatAreNotConfiguredAreNotMissed() throws IOException {
        String narrow = Files.readString(SHIPPED).replace("bedrock:*", "bedrock:us-east-1");
        String role = role("role.json", narrow);

        System.setProperty(REGIONS, "us-east-1, eu-west-1");
        assertThat(rules(Typed.run("lint", SAMPLES, "--role", role, "--json"))).containsOnly("GW_ROLE_MISSING");
        System.setProperty(REGIONS, "us-east-1");
        assertThat(Typed.run("lint", SAMPLES, "--role", role).status()).isZero();
        System.setProperty("ostiary.upstreams.eu.regions", "eu-west-1");
        try {
            assertThat(Typed.run("lint", SAMPLES, "--role", role).status()).isEqualTo(1);
        } finally {
            System.clearProperty("ostiary.upstreams.eu.regions");
        }
    }

    @Test
    void severalFilesAreOneRole() throws IOException {
        tree.with(
                "policies/llama.json",
                allow("bedrock:InvokeModel", "*").replace("\"*\"", "[\"" + LLAMA + "\", \"" + NOVA + "\"]"));
        String one = role("one.json", AccessTree.POLICY);
        String two = role("two.json", allow("bedrock:InvokeModel", NOVA));

        assertThat(rules(lint("--role", one, "--json"))).containsExactly("GW_ROLE_MISSING");
        assertThat(rules(lint("--role", one, "--role", two, "--json"))).isEmpty();
    }

    @Test
    void whatAppsAreDeniedAndWhatTheGatewayAnswersItselfIsNotMissed() throws IOException {
        tree.with(
                "organization/only-llama.json",
                AccessTree.POLICY
                        .replace("Allow", "Deny")
                        .replace("\"Resource\": \"" + LLAMA, "\"Resource\": \"" + NOVA));
        tree.with(
                "policies/llama.json",
                AccessTree.POLICY.replace("\"" + LLAMA + "\"", "[\"" + LLAMA + "\", \"" + NOVA + "\"]"));
        tree.with("apps/translator.yaml", AccessTree.APP.replace("[llama]", "[llama, \"aws:AmazonBedrockReadOnly\"]"));

        assertThat(rules(lint("--role", role("role.json", AccessTree.POLICY), "--json")))
                .isEmpty();
    }

    @Test
    void tagsOfAppsAreSeenByAwsOnlyInSessionsOfTheirOwn() throws IOException {
        String tagged = AccessTree.POLICY.replace(
                LLAMA + "\"",
                LLAMA + "\",\n      \"Condition\": " + "{ \"StringEquals\": { \"aws:PrincipalTag/team\": \"blue\" } }");
        tree.with("policies/llama.json", tagged);
        String role = role("role.json", tagged);
        String without = role("without.json", AccessTree.POLICY);

        assertThat(rules(lint("--role", role, "--json"))).containsExactly("GW_CONDITION_NOT_ENFORCEABLE");
        assertThat(rules(lint("--role", without, "--json"))).isEmpty();

        System.setProperty(ROLE_ARN, "arn:aws:iam::111122223333:role/invoke");
        assertThat(rules(lint("--role", role, "--json"))).isEmpty();
        assertThat(rules(lint("--role", without, "--json"))).containsExactly("GW_ROLE_LOST_CONDITION");
    }

    @Test
    void whatTheRoleNeedsForOtherThingsIsWaivedBesideItsFile() throws IOException {
        String role = role("role.json", AccessTree.POLICY);
        String other =
                role("other.json", allow("logs:PutLogEvents", "arn:aws:logs:us-east-1:111122223333:log-group:g"));
        assertThat(lint("--role", role, "--role", other).status()).isEqualTo(1);

        role("other.waivers.yaml", """
                version: 1
                waivers:
                  - { rule: GW_ROLE_WIDER_THAN_APPS, reason: logs of the host, expires: 9999-12-31 }
                  - { rule: LP_RESOURCE_STAR, reason: for lint of the file alone, expires: 9999-12-31 }
                """);
        Typed ran = lint("--role", role, "--role", other);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("1 waived").doesNotContain("WAIVER_UNUSED");
        assertThat(Typed.run("lint", role).out()).doesNotContain("WAIVER_UNUSED");
    }

    @Test
    void sarifNamesTheRolesFile() throws IOException {
        String role = role("role.json", allow("bedrock:InvokeModel", NOVA));

        String sarif = lint("--role", role, "--sarif").out();

        assertThat(new ObjectMapper().readTree(sarif).findValuesAsText("uri"))
                .anyMatch(uri -> uri.endsWith("/iam/role.json"));
        assertThat(sarif).contains("GW_ROLE_WIDER_THAN_APPS");
    }

    @Test
    void aDirectoryThatCannotBeReadWholeSaysNothingAboutTheRole() throws IOException {
        tree.with("apps/broken.yaml", "version: 1\napp: other\n");

        Typed ran = lint("--role", role("role.json", allow("bedrock:InvokeModel", NOVA)), "--json");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(rules(ran)).isEmpty();
    }

    @Test
    void aRoleThatCannotBeReadIsStatusTwo() throws IOException {
        assertThat(lint("--role", elsewhere.resolve("none.json").toString()).status())
                .isEqualTo(2);
        assertThat(lint("--role", role("odd.json", "{ \"Version\": 1 }")).err()).contains("odd.json:1:");
        assertThat(lint("--role", role("odd.json", "{}")).status()).isEqualTo(2);
        assertThat(Typed.run(
                                "lint",
                                role("role.json", AccessTree.POLICY),
                                "--role",
                                role("role.json", AccessTree.POLICY))
                        .err())
                .contains("is no access directory");
        role("role.waivers.yaml", "version: 2\n");
        assertThat(lint("--role", elsewhere.resolve("role.json").toString()).err())
                .contains("role.waivers.yaml:1:");
    }
}
