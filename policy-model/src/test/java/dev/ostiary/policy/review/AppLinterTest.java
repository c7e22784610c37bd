package dev.ostiary.policy.review;

import static dev.ostiary.policy.review.Documents.HAIKU;
import static dev.ostiary.policy.review.Documents.NOVA;
import static dev.ostiary.policy.review.Documents.allow;
import static dev.ostiary.policy.review.Documents.deny;
import static dev.ostiary.policy.review.Documents.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.synthesis.ObservedUse;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppLinterTest {
    private static final AppLinter LINTER = new AppLinter();
    private static final NamedPolicy TWO_MODELS =
            policy("app", allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"));
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 29);

    @Test
    void anEntryThatTheBoundaryNeverAllowsIsNamedWithItsPlace() {
        NamedPolicy boundary = policy("limit", allow("bedrock:*", HAIKU));
        PolicyLayers layers = new PolicyLayers(List.of(TWO_MODELS), List.of(boundary), List.of(), null);

        List<DocumentFinding> findings = LINTER.lint(layers, null);

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.policy()).isEqualTo("app");
            assertThat(found.finding().rule()).isEqualTo("LP_WIDER_THAN_BOUNDARY");
            assertThat(found.finding().severity()).isEqualTo(Severity.SUGGESTION);
            assertThat(found.finding().position().pointer()).isEqualTo("/Statement/0/Resource/1");
            assertThat(found.finding().message()).contains(NOVA, "permissions boundary");
            assertThat(found.finding().fix()).isNotNull();
        });
    }

    @Test
    void aStatementOfWhichNothingPassesIsNamedOnce() {
        NamedPolicy level = policy("level", allow("bedrock:Get*", "*"));
        PolicyLayers layers = new PolicyLayers(List.of(TWO_MODELS), null, List.of(List.of(level)), null);

        List<DocumentFinding> findings = LINTER.lint(layers, null);

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.finding().position().pointer()).isEqualTo("/Statement/0");
            assertThat(found.finding().message()).contains("service control policy");
        });
    }

    @Test
    void anActionThatNoLayerAllowsIsNamed() {
        NamedPolicy app = policy("app", allow("[\"bedrock:InvokeModel\",\"bedrock:CountTokens\"]", HAIKU));
        NamedPolicy boundary = policy("limit", allow("bedrock:InvokeModel*", "*"));
        PolicyLayers layers = new PolicyLayers(List.of(app), List.of(boundary), List.of(), null);

        List<DocumentFinding> findings = LINTER.lint(layers, null);

        assertThat(findings)
                .extracting(found -> found.finding().position().pointer())
                .containsExactly("/Statement/0/Action/1");
    }

    @Test
    void whatALimitAllowsInPartOrUnderAConditionIsNoFinding() {
        NamedPolicy boundary = policy(
                "limit",
                Documents.statement(
                        "Allow",
                        "bedrock:InvokeModel",
                        "arn:aws:bedrock:*::foundation-model/a*",
                        "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}"));
        PolicyLayers layers = new PolicyLayers(List.of(TWO_MODELS), List.of(boundary), List.of(), null);

        assertThat(LINTER.lint(layers, null)).isEmpty();
    }

    @Test
    void denyStatementsAndAppsWithoutLimitsAreNoFinding() {
        NamedPolicy app = policy("app", allow("bedrock:InvokeModel", HAIKU), deny("bedrock:*", NOVA));
        NamedPolicy boundary = policy("limit", allow("bedrock:InvokeModel", HAIKU));

        assertThat(LINTER.lint(new PolicyLayers(List.of(app), List.of(boundary), List.of(), null), null))
                .isEmpty();
        assertThat(LINTER.lint(PolicyLayers.ofIdentity(List.of(TWO_MODELS)), null))
                .isEmpty();
    }

    @Test
    void aSessionPolicyThatNamesMoreThanTheAppHasIsNamed() {
        NamedPolicy app = policy("app", allow("bedrock:InvokeModel", HAIKU));
        NamedPolicy session = policy("session", allow("bedrock:InvokeModel", "[\"" + HAIKU + "\",\"" + NOVA + "\"]"));
        PolicyLayers layers = new PolicyLayers(List.of(app), null, List.of(), List.of(session));

        List<DocumentFinding> findings = LINTER.lint(layers, null);

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.policy()).isEqualTo("session");
            assertThat(found.finding().rule()).isEqualTo("GW_SESSION_WIDER");
            assertThat(found.finding().severity()).isEqualTo(Severity.SUGGESTION);
            assertThat(found.finding().position().pointer()).isEqualTo("/Statement/0/Resource/1");
        });
    }

    @Test
    void aSessionPolicyInsideTheAppsPoliciesIsNoFinding() {
        NamedPolicy session = policy("session", allow("bedrock:InvokeModel", HAIKU));
        PolicyLayers layers = new PolicyLayers(List.of(TWO_MODELS), null, List.of(), List.of(session));

        assertThat(LINTER.lint(layers, null)).isEmpty();
    }

    @Test
    void anUnusedEntryIsNamedWithTheDaysAndTheRecordsStart() {
        UsageRecord usage = used(new ObservedUse("bedrock:InvokeModel", HAIKU, null));

        List<DocumentFinding> findings = LINTER.lint(PolicyLayers.ofIdentity(List.of(TWO_MODELS)), usage);

        assertThat(findings).singleElement().satisfies(found -> {
            assertThat(found.finding().rule()).isEqualTo("LP_UNUSED_ACCESS");
            assertThat(found.finding().severity()).isEqualTo(Severity.WARNING);
            assertThat(found.finding().position().pointer()).isEqualTo("/Statement/0/Resource/1");
            assertThat(found.finding().message()).contains(NOVA, "90 days", "2026-09-01");
        });
    }

    @Test
    void anUnusedActionIsNamedAndAnUnusedStatementOnce() {
        NamedPolicy app = policy(
                "app",
                allow("[\"bedrock:InvokeModel\",\"bedrock:CountTokens\"]", HAIKU),
                allow("bedrock:InvokeModel", "[\"" + NOVA + "\"]"));
        UsageRecord usage = used(new ObservedUse("bedrock:InvokeModel", HAIKU, null));

        List<DocumentFinding> findings = LINTER.lint(PolicyLayers.ofIdentity(List.of(app)), usage);

        assertThat(findings)
                .extracting(found -> found.finding().position().pointer())
                .containsExactly("/Statement/0/Action/1", "/Statement/1");
    }

    @Test
    void usedPatternsVariablesAndNotListsAreNoFinding() {
        NamedPolicy app = policy(
                "app",
                allow("bedrock:Invoke*", "arn:aws:bedrock:*::foundation-model/anthropic.*"),
                allow(
                        "bedrock:InvokeModel",
                        "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${aws:PrincipalTag/t}"),
                "{\"Effect\":\"Allow\",\"NotAction\":\"bedrock:Apply*\",\"NotResource\":\"" + NOVA + "\"}");
        UsageRecord usage = used(new ObservedUse("BEDROCK:invokemodel", HAIKU, null));

        assertThat(LINTER.lint(PolicyLayers.ofIdentity(List.of(app)), usage)).isEmpty();
    }

    @Test
    void anAppThatDidNothingUsesNoneOfItsStatements() {
        NamedPolicy app = policy(
                "app",
                allow("bedrock:InvokeModel", HAIKU),
                "{\"Effect\":\"Allow\",\"NotAction\":\"bedrock:Apply*\",\"Resource\":\"*\"}",
                deny("bedrock:*", NOVA));

        List<DocumentFinding> findings = LINTER.lint(PolicyLayers.ofIdentity(List.of(app)), used());

        assertThat(findings)
                .extracting(found -> found.finding().position().pointer())
                .containsExactly("/Statement/0", "/Statement/1");
    }

    @Test
    void aUseThatTheNotResourceExcludesDoesNotCount() {
        NamedPolicy app = policy(
                "app", "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"NotResource\":\"" + HAIKU + "\"}");
        UsageRecord usage = used(new ObservedUse("bedrock:InvokeModel", HAIKU, null));

        assertThat(LINTER.lint(PolicyLayers.ofIdentity(List.of(app)), usage)).hasSize(1);
    }

    @Test
    void whatTheRecordCannotShowIsNotCalledUnused() {
        NamedPolicy app = policy(
                "app",
                allow("bedrock:ApplyGuardrail", "*"),
                allow("bedrock:*", NOVA),
                "{\"Effect\":\"Allow\",\"NotAction\":\"bedrock:Get*\",\"Resource\":\"" + NOVA + "\"}");

        assertThat(LINTER.lint(PolicyLayers.ofIdentity(List.of(app)), used())).isEmpty();
    }

    @Test
    void withoutARecordNothingIsSaidAboutUse() {
        assertThat(LINTER.lint(PolicyLayers.ofIdentity(List.of(TWO_MODELS)), null))
                .isEmpty();
    }

    @Test
    void aRecordOfOneDayCoversOneDayAndNoneEndsBeforeItBegins() {
        assertThat(new UsageRecord(FIRST, FIRST, List.of(), List.of()).days()).isEqualTo(1);
        assertThatThrownBy(() -> new UsageRecord(FIRST, FIRST.minusDays(1), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-09-01");
    }

    private static UsageRecord used(ObservedUse... uses) {
        return new UsageRecord(FIRST, LAST, List.of(uses), List.of("bedrock:ApplyGuardrail"));
    }
}
