package dev.ostiary.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.Calls;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerTest {
    private static final String NOVA = "amazon.nova-micro-v1:0";
    private static final String TARGET = "/model/" + NOVA + "/converse";
    private static final String MODEL_ARN = "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA;
    private static final String USER =
            "User: app/translator is not authorized to perform: bedrock:InvokeModel on resource: ";
    private static final NamedPolicy EVERYTHING =
            Calls.policy("everything", PolicyKind.IDENTITY, Calls.allow("*", "*"));

    private static BedrockCall call(App app, String target, String body) {
        return Calls.call(Calls.read(Calls.reader(), app, Calls.route("POST", target), Calls.headers(), body));
    }

    private static Authorization authorize(App app, String target, String body) {
        return new Authorizer().authorize(Callers.caller(app), call(app, target, body), Callers.ENVIRONMENT);
    }

    private static Refusal refusal(App app) {
        return ((Authorization.Refused) authorize(app, TARGET, "{}")).refusal();
    }

    private static App layered(PolicyLayers layers) {
        return Calls.app("translator", null, List.of(), PolicySet.compile(layers));
    }

    private static NamedPolicy denyAll(PolicyKind kind) {
        return Calls.policy("deny-all", kind, Calls.statement("Deny", "*", "*"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::reports/2026/*, s3:GetObject, true",
        "arn:aws:s3:::reports/2026/q3.pdf, s3:Get*, true",
        "arn:aws:s3:::reports/2025/*, s3:GetObject, false",
        "arn:aws:s3:::reports/2026/*, s3:PutObject, false",
        "*, bedrock:*, false",
    })
    void anObjectInS3IsReadOnlyWhenAPolicySaysSo(String resource, String action, boolean allowed) {
        String body = "{\"messages\":[{\"content\":[{\"document\":{\"source\":{\"s3Location\":"
                + "{\"uri\":\"s3://reports/2026/q3.pdf\"}}}}]}]}";
        App app = Calls.app(Calls.allow("bedrock:InvokeModel", "*"), Calls.allow(action, resource));

        Authorization authorization = authorize(app, TARGET, body);

        assertThat(authorization instanceof Authorization.Authorized).isEqualTo(allowed);
        if (authorization instanceof Authorization.Refused refused) {
            assertThat(refused.refusal().sentence())
                    .isEqualTo("User: app/translator is not authorized to perform: s3:GetObject on resource:"
                            + " arn:aws:s3:::reports/2026/q3.pdf because no identity-based policy allows the"
                            + " s3:GetObject action");
        }
    }

    @Test
    void anImplicitDenyIsAwssSentence() {
        Refusal refusal = refusal(Calls.app());

        assertThat(refusal.kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.POLICY);
        assertThat(refusal.sentence())
                .isEqualTo(
                        USER + MODEL_ARN + " because no identity-based policy allows the bedrock:InvokeModel action");
    }

    @Test
    void anExplicitDenyNamesItsKindAndStatement() {
        Refusal refusal = refusal(Calls.app(Calls.allow("*", "*"), Calls.statement("Deny", "bedrock:*", "*")));

        assertThat(refusal.sentence())
                .isEqualTo(USER + MODEL_ARN + " with an explicit deny in an identity-based policy");
        assertThat(refusal.advice()).contains("statement 2", "`own`");
    }

    @Test
    void aBoundarySaysSo() {
        Refusal implicit = refusal(layered(new PolicyLayers(
                List.of(EVERYTHING),
                List.of(Calls.policy("b", PolicyKind.IDENTITY, Calls.allow("s3:*", "*"))),
                List.of(),
                null)));
        Refusal explicit = refusal(
                layered(new PolicyLayers(List.of(EVERYTHING), List.of(denyAll(PolicyKind.IDENTITY)), List.of(), null)));

        assertThat(implicit.deniedBy()).isEqualTo(DeniedBy.PERMISSIONS_BOUNDARY);
        assertThat(implicit.sentence())
                .isEqualTo(USER + MODEL_ARN + " because no permissions boundary allows the bedrock:InvokeModel action");
        assertThat(explicit.sentence())
                .isEqualTo(USER + MODEL_ARN + " with an explicit deny in a permissions boundary");
    }

    @Test
    void anOrganizationPolicySaysSo() {
        Refusal implicit = refusal(layered(new PolicyLayers(
                List.of(EVERYTHING),
                null,
                List.of(List.of(Calls.policy("o", PolicyKind.IDENTITY, Calls.allow("s3:*", "*")))),
                null)));
        Refusal explicit = refusal(layered(
                new PolicyLayers(List.of(EVERYTHING), null, List.of(List.of(denyAll(PolicyKind.IDENTITY))), null)));

        assertThat(implicit.deniedBy()).isEqualTo(DeniedBy.ORGANIZATION_POLICY);
        assertThat(implicit.sentence())
                .isEqualTo(
                        USER + MODEL_ARN + " because no service control policy allows the bedrock:InvokeModel action");
        assertThat(explicit.sentence())
                .isEqualTo(USER + MODEL_ARN + " with an explicit deny in a service control policy");
    }

    @Test
    void anExplicitDenyOfALaterPartIsReportedFirst() {
        String destination = MODEL_ARN.replace("us-east-1", "us-west-2");
        App app = Calls.app(Calls.statement("Deny", "*", destination));

        Refusal refusal = ((Authorization.Refused) authorize(app, "/model/us." + NOVA + "/converse", "{}")).refusal();

        assertThat(refusal.sentence())
                .isEqualTo(USER + destination + " with an explicit deny in an identity-based policy");
    }

    private static App withStatements(int count, String statement) {
        List<NamedPolicy> policies = IntStream.range(0, count)
                .mapToObj(i -> Calls.policy("p" + i, PolicyKind.IDENTITY, statement))
                .toList();
        return layered(PolicyLayers.ofIdentity(policies));
    }

    @Test
    void theNearestOfManyStatementsIsLookedForLater() {
        String nearly = Calls.allow("bedrock:InvokeModel", MODEL_ARN + "-x");
        App few = withStatements(Authorizer.MOST_SEARCHED_AT_ONCE, nearly);
        App many = withStatements(Authorizer.MOST_SEARCHED_AT_ONCE + 1, nearly);

        assertThat(refusal(few).advice()).startsWith("nearest: ");
        assertThat(authorize(many, TARGET, "{}")).isInstanceOfSatisfying(Authorization.Unexplained.class, denied -> {
            assertThat(denied.plain().advice()).contains("ask `ostiary explain` which of 201 comes nearest");
            assertThat(denied.plain().sentence())
                    .isEqualTo(denied.search().get().sentence());
            assertThat(denied.search().get().advice()).startsWith("nearest: ");
        });
    }

    @Test
    void anExplicitDenyOfManyStatementsIsToldAtOnce() {
        App many = withStatements(Authorizer.MOST_SEARCHED_AT_ONCE + 1, Calls.statement("Deny", "bedrock:*", "*"));

        assertThat(refusal(many).advice()).startsWith("denied by ");
    }

    @Test
    void anErrorWhileDecidingIsARefusal() {
        App app = Calls.app(Calls.allow("*", "*"));
        Authorizer broken = new Authorizer((policies, parts) -> {
            throw new IllegalStateException("a bug");
        });

        Authorization authorization =
                broken.authorize(Callers.caller(app), call(app, TARGET, "{}"), Callers.ENVIRONMENT);

        assertThat(authorization).isInstanceOfSatisfying(Authorization.Refused.class, refused -> {
            assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
            assertThat(refused.refusal().advice()).doesNotContain("a bug");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ArnEquals    | bedrock:GuardrailIdentifier | arn:aws:bedrock:us-east-1:111122223333:guardrail/abc:3 | true",
                "ArnEquals    | bedrock:GuardrailIdentifier | arn:aws:bedrock:us-east-1:111122223333:guardrail/abc   | false",
                "StringEquals | bedrock:ServiceTier         | flex                       | true",
                "StringEquals | bedrock:ServiceTier         | priority                   | false",
                "StringEquals | aws:RequestedRegion         | us-east-1                  | true",
                "StringEquals | aws:RequestedRegion         | us-west-2                  | false",
                "StringEquals | aws:PrincipalTag/team       | localisation               | true",
                "StringEquals | aws:PrincipalTag/other      | localisation               | false",
                "IpAddress    | aws:SourceIp                | 192.0.2.0/24               | true",
                "IpAddress    | aws:SourceIp                | 198.51.100.0/24            | false",
                "Bool         | aws:SecureTransport         | true                       | true",
                "DateLessThan | aws:CurrentTime             | 2026-11-23T12:00:01Z       | true",
                "DateLessThan | aws:CurrentTime             | 2026-11-23T12:00:00Z       | false",
                "NumericEquals| aws:EpochTime               | 1795435200                 | true",
                "DateLessThan | aws:TokenIssueTime          | 2026-11-19T00:00:00Z       | true",
                "Null         | bedrock:InferenceProfileArn | true                       | true",
                "Null         | aws:UserAgent               | true                       | true",
                "StringEquals | aws:FederatedProvider       | https://login.example.com  | true",
                "StringEquals | aws:PrincipalAccount        | 111122223333               | true",
                "StringEquals | aws:PrincipalAccount        | 999999999999               | false",
                "ArnLike      | aws:PrincipalArn            | arn:aws:iam::111122223333:role/apps/* | true",
                "StringEquals | aws:PrincipalType           | AssumedRole                | true",
                "Bool         | aws:MultiFactorAuthPresent  | true                       | true",
                "NumericLessThan | aws:MultiFactorAuthAge   | 301                        | true",
                "NumericLessThan | aws:MultiFactorAuthAge   | 300                        | false",
                "Null         | aws:userid                  | true                       | true",
            })
    void conditionsSeeWhatTheGatewayKnows(String operator, String key, String value, boolean allowed) {
        App app = Calls.app(
                "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\",\"Condition\":{\""
                        + operator + "\":{\"" + key + "\":\"" + value + "\"}}}",
                Calls.allow("bedrock:ApplyGuardrail", "*"));
        String body = "{\"serviceTier\":{\"type\":\"flex\"},"
                + "\"guardrailConfig\":{\"guardrailIdentifier\":\"abc\",\"guardrailVersion\":\"3\"}}";

        assertThat(authorize(app, TARGET, body) instanceof Authorization.Authorized)
                .isEqualTo(allowed);
    }

    @Test
    void whatNeitherTokenNorConfigurationSaysIsAbsent() {
        App app = Calls.app("""
                {"Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": "*", "Condition": {"Null": {
                  "aws:PrincipalArn": "true", "aws:PrincipalType": "true",
                  "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "true"}}}
                """);
        var plain = new Environment(Callers.NOW, "192.0.2.7", true, new Principal("111122223333", null));

        Authorization authorization =
                new Authorizer().authorize(Callers.callerOfPartner(app), call(app, TARGET, "{}"), plain);

        assertThat(authorization).isInstanceOf(Authorization.Authorized.class);
    }

    @Test
    void aRequiredGuardrailDeniesACallWithoutOne() {
        App app =
                Calls.app("{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"ArnLike\":{\"bedrock:GuardrailIdentifier\":\"arn:aws:bedrock:*:*:guardrail/abc*\"}}}");

        assertThat(authorize(app, TARGET, "{}")).isInstanceOf(Authorization.Refused.class);
    }

    @Test
    void aGlobalProfileCanBeForbiddenTheDocumentedWay() {
        String global = "/model/global.anthropic.claude-haiku-4-5-20251001-v1:0/converse";
        String deny = "{\"Effect\":\"Deny\",\"Action\":\"bedrock:*\",\"Resource\":\"*\",\"Condition\":{"
                + "\"StringEquals\":{\"aws:RequestedRegion\":\"unspecified\"},"
                + "\"ArnLike\":{\"bedrock:InferenceProfileArn\":\"arn:aws:bedrock:*:*:inference-profile/global.*\"}}}";

        assertThat(authorize(Calls.app(Calls.allow("*", "*")), global, "{}"))
                .isInstanceOf(Authorization.Authorized.class);
        assertThat(authorize(Calls.app(Calls.allow("*", "*"), deny), global, "{}"))
                .isInstanceOf(Authorization.Refused.class);
    }

    @Test
    void modelsCanBeAllowedThroughAProfileOnly() {
        App app = Calls.app(
                Calls.allow("bedrock:InvokeModel", Calls.OWN + "inference-profile/us." + NOVA),
                "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"arn:aws:bedrock:*::foundation-model/"
                        + NOVA + "\",\"Condition\":{\"ArnLike\":{\"bedrock:InferenceProfileArn\":\"" + Calls.OWN
                        + "inference-profile/us." + NOVA + "\"}}}");

        assertThat(authorize(app, "/model/us." + NOVA + "/converse", "{}"))
                .isInstanceOf(Authorization.Authorized.class);
        assertThat(authorize(app, TARGET, "{}")).isInstanceOf(Authorization.Refused.class);
    }
}
