package dev.ostiary.policy.review;

import static dev.ostiary.policy.review.Documents.GUARDRAIL;
import static dev.ostiary.policy.review.Documents.HAIKU;
import static dev.ostiary.policy.review.Documents.NOVA;
import static dev.ostiary.policy.review.Documents.allow;
import static dev.ostiary.policy.review.Documents.deny;
import static dev.ostiary.policy.review.Documents.policy;
import static dev.ostiary.policy.review.Documents.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleLinterTest {
    private static final RoleLinter LINTER = new RoleLinter(new GatewayCalls(
            key -> !key.startsWith("aws:PrincipalTag/"),
            key -> !key.startsWith("aws:PrincipalTag/") && !key.equals("aws:SourceIp"),
            List.of("bedrock:Invoke*", "s3:GetObject"),
            List.of("bedrock:ListFoundationModels", "sts:AssumeRole"),
            GatewayCalls.AtHome.UNKNOWN));
    private static final String OFFICE = "{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}";
    private static final String WITH_GUARDRAIL =
            "{\"StringEquals\":{\"bedrock:GuardrailIdentifier\":\"" + GUARDRAIL + "\"}}";
    private static final String BLUE = "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}";

    @Test
    void aRoleThatIsExactlyWhatTheAppsNeedHasNoFinding() {
        NamedPolicy role = policy(
                "role",
                allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"),
                statement("Allow", "bedrock:InvokeModelWithResponseStream", HAIKU, WITH_GUARDRAIL));
        RoleApp one = app("one", allow("bedrock:InvokeModel", HAIKU), deny("bedrock:*", NOVA));
        RoleApp two = app(
                "two",
                allow("bedrock:InvokeModel", NOVA),
                statement("Allow", "bedrock:InvokeModelWithResponseStream", HAIKU, WITH_GUARDRAIL));

        assertThat(LINTER.lint(List.of(role), List.of(one, two))).isEmpty();
    }

    @Test
    void aRoleThatAllowsWhatNoAppNeedsIsNamedWithARequest() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU), allow("bedrock:InvokeModel", NOVA));

        List<DocumentFinding> findings =
                LINTER.lint(List.of(role), List.of(app("one", allow("bedrock:InvokeModel", HAIKU))));

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.policy()).isEqualTo("role");
            assertThat(found.finding().rule()).isEqualTo("GW_ROLE_WIDER_THAN_APPS");
            assertThat(found.finding().severity()).isEqualTo(Severity.SECURITY);
            assertThat(found.finding().position().pointer()).isEqualTo("/Statement/1");
            assertThat(found.finding().message()).contains("`bedrock:InvokeModel` on `" + NOVA + "`");
        });
    }

    @Test
    void whatTheRoleDeniesAgainIsNotWider() {
        NamedPolicy role = policy(
                "role",
                allow("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/*"),
                "{\"Effect\":\"Deny\",\"Action\":\"*\",\"NotResource\":\"" + HAIKU + "\"}");

        assertThat(LINTER.lint(List.of(role), List.of(app("one", allow("bedrock:InvokeModel", HAIKU)))))
                .isEmpty();
    }

    @Test
    void aRoleThatLacksWhatAnAppMayDoIsAnErrorOfTheApp() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        RoleApp app = app("two", allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"));

        List<DocumentFinding> findings = LINTER.lint(List.of(role), List.of(app));

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.policy()).isEqualTo("two-policy");
            assertThat(found.finding().rule()).isEqualTo("GW_ROLE_MISSING");
            assertThat(found.finding().severity()).isEqualTo(Severity.ERROR);
            assertThat(found.finding().message()).contains("`two`", NOVA);
            assertThat(found.finding().fix()).isNotNull();
        });
    }

    @Test
    void modelsOfRegionsThatTheGatewayDoesNotCallAreMissedOnlyByAppsThatMayUseProfiles() {
        String everywhere = HAIKU.replace("us-east-1", "*");
        String profile = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.x";
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + profile + "\"]"));
        RoleApp direct = app("one", allow("bedrock:InvokeModel", everywhere));
        RoleApp through = app("two", allow("bedrock:InvokeModel", everywhere), allow("bedrock:InvokeModel", profile));

        assertThat(calling("us-east-1").lint(List.of(role), List.of(direct, through)))
                .singleElement()
                .satisfies(found -> assertThat(found.policy()).isEqualTo("two-policy"));
        assertThat(calling("us-east-1", "eu-west-1").lint(List.of(role), List.of(direct, through)))
                .extracting(DocumentFinding::policy)
                .containsExactly("one-policy", "two-policy");
        assertThat(calling().lint(List.of(role), List.of(direct, through)))
                .extracting(DocumentFinding::policy)
                .containsExactly("one-policy", "two-policy");
    }

    private static RoleLinter calling(String... regions) {
        return new RoleLinter(new GatewayCalls(
                key -> true,
                key -> true,
                List.of("bedrock:Invoke*"),
                List.of(),
                new GatewayCalls.AtHome(List.of("bedrock:InvokeModel"), List.of(regions))));
    }

    @Test
    void whatAnAppIsDeniedAndOtherServicesNeedNotBeInTheRole() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        RoleApp app = app(
                "one",
                allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"),
                allow("s3:PutObject", "arn:aws:s3:::bucket/key"),
                deny("bedrock:InvokeModel", NOVA));

        assertThat(LINTER.lint(List.of(role), List.of(app))).isEmpty();
    }

    @Test
    void objectsThatBedrockReadsForAnAppNeedTheRoleToo() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        RoleApp app = app("one", allow("bedrock:InvokeModel", HAIKU), allow("s3:GetObject", "arn:aws:s3:::bucket/key"));

        assertThat(LINTER.lint(List.of(role), List.of(app)))
                .extracting(found -> found.finding().rule())
                .containsExactly("GW_ROLE_MISSING");
    }

    @Test
    void aConditionThatEveryAppHasAndTheRoleDroppedIsNamed() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        RoleApp app = app("one", statement("Allow", "bedrock:InvokeModel", HAIKU, WITH_GUARDRAIL));

        List<DocumentFinding> findings = LINTER.lint(List.of(role), List.of(app));

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.finding().rule()).isEqualTo("GW_ROLE_LOST_CONDITION");
            assertThat(found.finding().severity()).isEqualTo(Severity.SECURITY);
            assertThat(found.finding().message()).contains("bedrock:guardrailidentifier");
        });
    }

    @Test
    void aConditionThatAwsCannotCheckIsNotMissedInTheRole() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        RoleApp app = app("one", statement("Allow", "bedrock:InvokeModel", HAIKU, BLUE));

        assertThat(LINTER.lint(List.of(role), List.of(app))).isEmpty();
    }

    @Test
    void aConditionOfTheRoleThatAwsCannotCheckIsNamedAtItsKey() {
        NamedPolicy role = policy("role", statement("Allow", "bedrock:InvokeModel", HAIKU, BLUE));
        RoleApp app = app("one", statement("Allow", "bedrock:InvokeModel", HAIKU, BLUE));

        List<DocumentFinding> findings = LINTER.lint(List.of(role), List.of(app));

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.finding().rule()).isEqualTo("GW_CONDITION_NOT_ENFORCEABLE");
            assertThat(found.finding().severity()).isEqualTo(Severity.WARNING);
            assertThat(found.finding().position().pointer())
                    .isEqualTo("/Statement/0/Condition/StringEquals/aws:PrincipalTag~1team");
        });
    }

    @Test
    void aRoleWithoutAppsIsWiderThanThem() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));

        assertThat(LINTER.lint(List.of(role), List.of()))
                .extracting(found -> found.finding().rule())
                .containsExactly("GW_ROLE_WIDER_THAN_APPS");
    }

    @Test
    void whatTheGatewayNeedsForItselfIsNotWider() {
        NamedPolicy role = policy(
                "role",
                allow("bedrock:ListFoundationModels", "*"),
                allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/invoke"),
                allow("bedrock:InvokeModel", HAIKU));

        assertThat(LINTER.lint(List.of(role), List.of(app("one", allow("bedrock:InvokeModel", HAIKU)))))
                .isEmpty();
    }

    @Test
    void whatTheGatewayAnswersItselfNeedNotBeInTheRole() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        RoleApp app = app("one", allow("bedrock:InvokeModel", HAIKU), allow("bedrock:GetFoundationModel", HAIKU));

        assertThat(LINTER.lint(List.of(role), List.of(app))).isEmpty();
    }

    @Test
    void severalDocumentsAreOneRole() {
        NamedPolicy one = policy("one", allow("bedrock:InvokeModel", HAIKU));
        NamedPolicy two = policy("two", allow("bedrock:InvokeModel", NOVA));
        RoleApp app = app("app", allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"));

        assertThat(LINTER.lint(List.of(one, two), List.of(app))).isEmpty();
        assertThat(LINTER.lint(List.of(one), List.of(app))).hasSize(1);
    }

    @Test
    void whatABoundaryHoldsBackNeedNotBeInTheRole() {
        NamedPolicy role = policy("role", allow("bedrock:InvokeModel", HAIKU));
        NamedPolicy wide = policy("wide", allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"));
        NamedPolicy boundary = policy("boundary", allow("bedrock:*", HAIKU));

        assertThat(LINTER.lint(
                        List.of(role),
                        List.of(new RoleApp(
                                "one", new PolicyLayers(List.of(wide), List.of(boundary), List.of(), null)))))
                .isEmpty();
    }

    @Test
    void whereTheGatewayStandsIsTheRolesBusiness() {
        NamedPolicy role = policy("role", statement("Allow", "bedrock:InvokeModel", HAIKU, OFFICE));
        RoleApp open = app("one", allow("bedrock:InvokeModel", HAIKU));
        RoleApp office = app("two", statement("Allow", "bedrock:InvokeModel", HAIKU, OFFICE));

        assertThat(LINTER.lint(List.of(role), List.of(open))).isEmpty();
        assertThat(LINTER.lint(List.of(policy("role", allow("bedrock:InvokeModel", HAIKU))), List.of(office)))
                .isEmpty();
    }

    private static RoleApp app(String name, String... statements) {
        return new RoleApp(name, PolicyLayers.ofIdentity(List.of(policy(name + "-policy", statements))));
    }
}
