package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.explanation.Dependence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The condition keys of a request. A key that the gateway does not know for sure is left out, never sent empty: an absent key makes
 * positive operators fail, which is the safe side. Keys: service authorization reference and IAM user guide, global condition keys.
 */
final class ConditionKeys {
    private static final String CURRENT_TIME = "aws:CurrentTime";
    private static final String EPOCH_TIME = "aws:EpochTime";
    private static final String VIA_SERVICE = "aws:ViaAWSService";
    private static final String SECURE_TRANSPORT = "aws:SecureTransport";
    private static final String SOURCE_IP = "aws:SourceIp";
    private static final String TOKEN_ISSUE_TIME = "aws:TokenIssueTime";
    private static final String FEDERATED_PROVIDER = "aws:FederatedProvider";
    private static final String MFA_PRESENT = "aws:MultiFactorAuthPresent";
    private static final String MFA_AGE = "aws:MultiFactorAuthAge";
    private static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";
    private static final String PRINCIPAL_ARN = "aws:PrincipalArn";
    private static final String PRINCIPAL_TYPE = "aws:PrincipalType";
    private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";
    private static final String REQUESTED_REGION = "aws:RequestedRegion";
    private static final String PROFILE_ARN = "bedrock:InferenceProfileArn";
    private static final String ROUTER_ARN = "bedrock:PromptRouterArn";
    private static final String GUARDRAIL = "bedrock:GuardrailIdentifier";
    private static final String TIER = "bedrock:ServiceTier";

    private static final Set<String> OF_REQUEST =
            lower(SECURE_TRANSPORT, SOURCE_IP, TOKEN_ISSUE_TIME, FEDERATED_PROVIDER, MFA_PRESENT, MFA_AGE);
    private static final Set<String> OF_CHOICE = lower(GUARDRAIL, TIER);
    private static final Set<String> ALWAYS = lower(
            CURRENT_TIME,
            EPOCH_TIME,
            VIA_SERVICE,
            REQUESTED_REGION,
            PROFILE_ARN,
            ROUTER_ARN,
            PRINCIPAL_ACCOUNT,
            PRINCIPAL_ARN,
            PRINCIPAL_TYPE);

    /** What a question without a request leaves open: what only a request knows, and what a caller may name or not. */
    static final Dependence.OpenKeys OPEN =
            new Dependence.OpenKeys(key -> OF_REQUEST.contains(lower(key)), key -> OF_CHOICE.contains(lower(key)));

    /** The same for a question that says what the caller names. */
    static final Dependence.OpenKeys UNKNOWN = new Dependence.OpenKeys(OPEN.unknown(), key -> false);

    private ConditionKeys() {}

    private static Set<String> lower(String... keys) {
        return Arrays.stream(keys).map(ConditionKeys::lower).collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether AWS has a value for this key on the gateway's calls.
     *
     * @param sessionTags whether it calls with sessions that carry the apps' tags
     */
    static boolean isSeenByAws(String key, boolean sessionTags) {
        String lower = lower(key);
        if (lower.startsWith(lower(PRINCIPAL_TAG))) {
            return sessionTags;
        }
        boolean ofLogin = lower.equals(lower(MFA_PRESENT)) || lower.equals(lower(MFA_AGE));
        return !ofLogin && !lower.startsWith("token:");
    }

    /** Whether AWS then has the value that the app's policies were asked with: it sees the gateway's address, not the caller's. */
    static boolean isDecidedAlikeByAws(String key, boolean sessionTags) {
        String lower = lower(key);
        boolean tag = lower.startsWith(lower(PRINCIPAL_TAG));
        return tag ? sessionTags : ALWAYS.contains(lower) || OF_CHOICE.contains(lower);
    }

    /** Whether a request of the gateway can have this key. */
    static boolean supplies(String key) {
        String lower = lower(key);
        return OF_REQUEST.contains(lower)
                || OF_CHOICE.contains(lower)
                || ALWAYS.contains(lower)
                || lower.startsWith(lower(PRINCIPAL_TAG));
    }

    /** What is the same for all parts of a call. */
    static RequestContext ofCaller(Caller caller, Environment environment) {
        RequestContext.Builder keys = keysOfApp(caller.app(), environment.now(), environment.principal())
                .with(SECURE_TRANSPORT, Boolean.toString(environment.secureTransport()));
        if (!environment.sourceIp().isEmpty()) {
            keys.with(SOURCE_IP, environment.sourceIp());
        }
        if (caller.claims().get("iat") instanceof Number issuedAt) {
            keys.with(
                    TOKEN_ISSUE_TIME,
                    Instant.ofEpochSecond(issuedAt.longValue()).toString());
        }
        withSecondFactor(keys, caller.claims(), environment.now());
        return keys.with(FEDERATED_PROVIDER, caller.issuer().issuer()).build();
    }

    /** What the token says of how its owner signed in (RFC 8176, {@code amr}); nothing when it does not say. */
    private static void withSecondFactor(RequestContext.Builder keys, Map<String, Object> claims, Instant now) {
        if (!(claims.get("amr") instanceof List<?> methods)) {
            return;
        }
        boolean present = methods.contains("mfa");
        keys.with(MFA_PRESENT, Boolean.toString(present));
        if (present && claims.get("auth_time") instanceof Number signedIn) {
            keys.with(MFA_AGE, Long.toString(Math.max(0, now.getEpochSecond() - signedIn.longValue())));
        }
    }

    /** What is known of an app's calls before there is one. */
    static RequestContext ofApp(App app, Instant time, Principal principal) {
        return keysOfApp(app, time, principal).build();
    }

    private static RequestContext.Builder keysOfApp(App app, Instant time, Principal principal) {
        Instant now = time.truncatedTo(ChronoUnit.SECONDS);
        var keys = RequestContext.builder()
                .with(CURRENT_TIME, now.toString())
                .with(EPOCH_TIME, Long.toString(now.getEpochSecond()))
                .with(VIA_SERVICE, "false")
                .with(PRINCIPAL_ACCOUNT, principal.accountId());
        if (principal.roleArn() != null) {
            keys.with(PRINCIPAL_ARN, principal.roleArn()).with(PRINCIPAL_TYPE, "AssumedRole");
        }
        app.tags().forEach((name, value) -> {
            if (!value.isEmpty()) {
                keys.with(PRINCIPAL_TAG + name, value);
            }
        });
        return keys;
    }

    /** What one part adds. The guardrail and tier keys belong to invocations only. */
    static RequestContext ofPart(RequestContext base, ResourceUse use, BedrockCall.Conditions conditions) {
        RequestContext context = base.with(REQUESTED_REGION, use.requestedRegion());
        if (use.inferenceProfileArn() != null) {
            context = context.with(PROFILE_ARN, use.inferenceProfileArn());
        }
        if (use.promptRouterArn() != null) {
            context = context.with(ROUTER_ARN, use.promptRouterArn());
        }
        if (!use.action().startsWith("bedrock:InvokeModel")) {
            return context;
        }
        if (conditions.guardrail() != null) {
            context = context.with(GUARDRAIL, conditions.guardrail());
        }
        if (conditions.tier() != null) {
            context = context.with(TIER, conditions.tier());
        }
        return context;
    }
}
