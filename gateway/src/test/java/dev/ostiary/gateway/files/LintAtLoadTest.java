package dev.ostiary.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.catalogue.CatalogueFacts;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LintRules;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.store.LintNotes;
import dev.ostiary.gateway.yaml.Finding;
import dev.ostiary.policy.facts.LintFacts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintAtLoadTest {
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0";
    private static final String GUARDRAIL = "arn:aws:bedrock:us-east-1:111122223333:guardrail/gd7example";
    private static final String STAR = document(allow("bedrock:InvokeModel", "*", ""));
    private static final String CONVERSE = document(allow("bedrock:Converse", MODEL, ""));
    private static final String WITH_GUARDRAIL =
            document(allow("bedrock:InvokeModel", MODEL, guardrail("StringEquals")));
    private static final String MAY_APPLY = document(allow("bedrock:ApplyGuardrail", GUARDRAIL, ""));

    @TempDir
    Path directory;

    private AccessTree tree;

    @BeforeEach
    void goodFiles() {
        tree = new AccessTree(directory).withGoodFiles();
    }

    private static String document(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [\n" + String.join(",\n", statements) + "\n]}";
    }

    private static String allow(String action, String resource, String condition) {
        return statement("Allow", action, resource, condition);
    }

    private static String statement(String effect, String action, String resource, String condition) {
        return "{\"Effect\": \"%s\", \"Action\": \"%s\", \"Resource\": \"%s\"%s}"
                .formatted(effect, action, resource, condition);
    }

    private static String guardrail(String operator) {
        return ", \"Condition\": {\"%s\": {\"bedrock:GuardrailIdentifier\": \"%s:1\"}}".formatted(operator, GUARDRAIL);
    }

    private static String app(String rest) {
        return "version: 1\napp: translator\n" + rest;
    }

    private List<String> refusal(AccessRules rules) {
        return texts(AccessFiles.load(directory, rules));
    }

    private AccessReading load(boolean securityBlocks, String day) {
        Clock clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
        var lint = new LintRules(securityBlocks, () -> LintFacts.NONE, clock);
        return AccessFiles.load(directory, AccessRules.DEFAULT.with(lint));
    }

    private List<String> refusal(boolean securityBlocks) {
        return refusal(securityBlocks, "2026-11-30");
    }

    private List<String> refusal(boolean securityBlocks, String day) {
        return texts(load(securityBlocks, day));
    }

    private static List<String> texts(AccessReading reading) {
        return switch (reading) {
            case AccessReading.AccessContent loaded -> List.of();
            case AccessReading.Rejected rejected ->
                rejected.findings().stream().map(Finding::toText).toList();
        };
    }

    private LintNotes notes() {
        return load(false, "2026-11-30") instanceof AccessReading.AccessContent content
                ? content.notes()
                : new LintNotes(-1, -1, List.of());
    }

    @Test
    void anErrorRefusesTheWholeDirectoryWithPlaceRuleAndFix() {
        tree.with("policies/llama.json", CONVERSE);

        assertThat(refusal(false))
                .containsExactly("policies/llama.json:2:31: BR_CONVERSE_ACTION: there is no action `bedrock:Converse`: "
                        + "Converse is authorized by `bedrock:InvokeModel`, ConverseStream by "
                        + "`bedrock:InvokeModelWithResponseStream` (write `bedrock:InvokeModel`)");
    }

    @Test
    void aDocumentInAnAppIsToldAtItsPlaceInTheAppsFile() {
        tree.with("apps/translator.yaml", app("""
                policy:
                  Version: 2012-10-17
                  Statement:
                    - Effect: Allow
                      Action: bedrock-runtime:InvokeModel
                      Resource: "*"
                """));

        assertThat(refusal(false))
                .singleElement()
                .asString()
                .startsWith("apps/translator.yaml:7:15: INVALID_SERVICE_IN_ACTION: ")
                .endsWith("(write `bedrock:InvokeModel`)");
    }

    @Test
    void anOrganizationDocumentIsLintedAsOne() {
        tree.with("organization/10-root/all.json", document(allow("bedrock:*", "*", "")));
        assertThat(refusal(true)).isEmpty();

        tree.with("organization/10-root/all.json", CONVERSE);
        assertThat(refusal(false)).singleElement().asString().contains("BR_CONVERSE_ACTION");
    }

    @Test
    void whatTheReaderRefusesIsToldOnceBesideWhatLintFinds() {
        String wrong = statement("Allow", "bedrock:Converse", MODEL, ", \"Conditions\": {}");
        tree.with("policies/llama.json", document(wrong));

        assertThat(refusal(false))
                .hasSize(2)
                .anyMatch(told -> told.contains("INVALID_POLICY_ELEMENT: unknown element"));
    }

    @Test
    void anUnknownActionOnlyWarns() {
        tree.with("policies/llama.json", document(allow("bedrock:InvokeModels", MODEL, "")));

        assertThat(notes().warnings()).isPositive();
        assertThat(notes().security()).isZero();
    }

    @Test
    void aSecurityFindingLoadsAndIsNotedUnlessSecurityBlocks() {
        tree.with("policies/llama.json", STAR);

        assertThat(notes().security()).isEqualTo(1);
        assertThat(notes().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("policies/llama.json");
            assertThat(finding.message()).startsWith("LP_RESOURCE_STAR: ");
        });
        assertThat(refusal(true))
                .singleElement()
                .asString()
                .startsWith("policies/llama.json:2:")
                .contains("LP_RESOURCE_STAR");
    }

    @Test
    void aWaiverCountsToItsLastDayAndNotBeyond() {
        tree.with("policies/llama.json", STAR).with("policies/llama.waivers.yaml", """
                version: 1
                waivers:
                  - { rule: LP_RESOURCE_STAR, reason: agreed in ticket 4711, expires: 2026-11-30 }
                """);

        assertThat(notes().security()).isZero();
        assertThat(refusal(true, "2026-11-30")).isEmpty();
        assertThat(refusal(true, "2026-12-01")).singleElement().asString().contains("LP_RESOURCE_STAR");
    }

    @Test
    void anErrorCannotBeWaived() {
        tree.with("policies/llama.json", CONVERSE).with("policies/llama.waivers.yaml", """
                version: 1
                waivers: [{ rule: BR_CONVERSE_ACTION, reason: we like it, expires: 2027-01-01 }]
                """);

        assertThat(refusal(false)).singleElement().asString().contains("BR_CONVERSE_ACTION");
    }

    @Test
    void aWaiverOfAnUnknownRuleIsRefusedWithTheNearestOne() {
        tree.with("policies/llama.waivers.yaml", """
                version: 1
                waivers:
                  - { rule: LP_RESOURCES_STAR, reason: " ", expires: 2027-01-01 }
                """);

        assertThat(refusal(false))
                .containsExactly(
                        "policies/llama.waivers.yaml:3:13: lint has no rule `LP_RESOURCES_STAR` (did you mean `LP_RESOURCE_STAR`?)",
                        "policies/llama.waivers.yaml:3:40: `reason` is empty (write a value, or leave the key out)");
    }

    @Test
    void aBoundaryIsNotAskedForLeastPrivilegeUnlessItIsAlsoAPolicy() {
        tree.with("policies/wide.json", STAR).with("apps/translator.yaml", app("policies: [llama]\nboundary: wide\n"));
        assertThat(refusal(true)).isEmpty();

        tree.with("apps/other.yaml", "version: 1\napp: other\npolicies: [wide]\n");
        assertThat(refusal(true))
                .singleElement()
                .asString()
                .contains("policies/wide.json")
                .contains("LP_RESOURCE_STAR");
    }

    @Test
    void whatOneDocumentRequiresAnotherOfTheSameAppMayAllow() {
        tree.with("policies/llama.json", WITH_GUARDRAIL);
        assertThat(refusal(false)).singleElement().asString().contains("BR_GUARDRAIL_NO_APPLY");

        tree.with("policies/apply.json", MAY_APPLY).with("apps/translator.yaml", app("policies: [llama, apply]\n"));
        assertThat(refusal(false)).isEmpty();

        tree.with("apps/translator.yaml", app("policies: [llama, \"aws:AmazonBedrockFullAccess\"]\n"));
        assertThat(refusal(false)).isEmpty();
    }

    @Test
    void aDocumentThatNoAppHasIsTakenBesideAllOthers() {
        tree.with("policies/later.json", WITH_GUARDRAIL).with("policies/apply.json", MAY_APPLY);

        assertThat(refusal(false)).isEmpty();
    }

    @Test
    void aDocumentThatOnlyDeniesIsNoErrorByItself() {
        tree.with(
                "policies/deny.json",
                document(statement("Deny", "bedrock:InvokeModel", "*", guardrail("StringNotEquals"))));

        assertThat(refusal(false)).isEmpty();
    }

    @Test
    void aLevelThatAllowsNothingIsRefusedUnlessFullAccessIsImplied() {
        tree.with("organization/10-root/deny.json", document(statement("Deny", "bedrock:InvokeModel", MODEL, "")));
        var withoutFullAccess = new AccessRules(false, false, Map.of());

        assertThat(refusal(AccessRules.DEFAULT)).isEmpty();
        assertThat(refusal(withoutFullAccess))
                .containsExactly(
                        "organization/10-root/deny.json:1:1: GW_GUARDRAIL_NO_ALLOW: a level without any Allow "
                                + "blocks everything (add a statement that allows `*` on `*`, as the FullAWSAccess that AWS attaches)");

        tree.with("organization/10-root/full.json", document(allow("*", "*", "")));
        assertThat(refusal(withoutFullAccess)).isEmpty();
    }

    @Test
    void aModelWithoutItsVersionIsRefusedWithTheWholeId() {
        tree.with("policies/llama.json", document(allow("bedrock:InvokeModel", MODEL.replace("-v1:0", "-v1"), "")));
        var rules = AccessRules.DEFAULT.with(new LintRules(false, CatalogueFacts::builtIn, Clock.systemUTC()));

        assertThat(refusal(rules))
                .containsExactly("policies/llama.json:2:66: BR_UNKNOWN_MODEL: `meta.llama3-70b-instruct-v1` lacks its "
                        + "version and never matches, the model is `meta.llama3-70b-instruct-v1:0` (write `" + MODEL
                        + "`)");

        tree.with("policies/llama.json", document(allow("bedrock:InvokeModel", MODEL.replace("llama3", "llama9"), "")));
        assertThat(refusal(rules)).isEmpty();
    }

    @Test
    void aReloadAnswersLikeAFirstLoad() {
        var source = AccessFiles.source(directory, AccessRules.DEFAULT);
        AccessReading first = source.look().reading().get();
        tree.with("policies/llama.json", CONVERSE);

        assertThat(first).isInstanceOf(AccessReading.AccessContent.class);
        assertThat(source.look().reading().get()).isInstanceOf(AccessReading.Rejected.class);

        tree.with("policies/llama.json", AccessTree.POLICY);
        assertThat(source.look().reading().get()).isInstanceOf(AccessReading.AccessContent.class);
    }
}
