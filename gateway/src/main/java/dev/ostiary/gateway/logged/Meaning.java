package dev.ostiary.gateway.logged;

import dev.ostiary.gateway.refusal.DeniedBy;
import java.util.Arrays;
import java.util.Map;

/**
 * What a value of {@code x-ostiary-denied-by} means.
 *
 * @param who who said no
 * @param next what to do about it
 */
public record Meaning(String who, String next) {
    /** Bedrock's own refusals, by the labels that they are told apart with. */
    private static final Map<String, Meaning> OF_BEDROCK = Map.ofEntries(
            bedrock("role-policy", "the gateway's role is not allowed it", "extend the role's policy, see deploy/iam"),
            bedrock(
                    "session-policy",
                    "the policy of the app's session does not allow it",
                    "look at what narrows the session"),
            bedrock(
                    "service-control-policy",
                    "the AWS organization forbids it",
                    "ask who keeps the organization's service control policies"),
            bedrock(
                    "model-access",
                    "the AWS account has not been given the model",
                    "an administrator asks for the model in the Bedrock console, once"),
            bedrock(
                    "marketplace-subscription",
                    "the model is sold through AWS Marketplace, and the account has not subscribed",
                    "an administrator subscribes once"),
            bedrock("model-lifecycle", "the model is at the end of its life", "move the app to a newer model"),
            bedrock(
                    "inference-profile-required",
                    "the model can be called through an inference profile only",
                    "call the profile, for example us.<model id>, and allow it with its models"),
            bedrock("model-id", "Bedrock does not know the model id", "compare it with the Region's list of models"),
            bedrock(
                    "bedrock-quota",
                    "the account's quota at Bedrock is used up",
                    "ask AWS for more, or spread the load"),
            bedrock(
                    "guardrail",
                    "Bedrock does not know the guardrail",
                    "compare its id and version with the account's"));

    private static Map.Entry<String, Meaning> bedrock(String label, String who, String next) {
        return Map.entry(label, new Meaning("Bedrock: " + who, next));
    }

    /** The meaning of a label, of the gateway's own or of Bedrock's. */
    static Meaning of(String deniedBy) {
        return Arrays.stream(DeniedBy.values())
                .filter(layer -> layer.label().equals(deniedBy))
                .findFirst()
                .map(Meaning::of)
                .orElseGet(() -> OF_BEDROCK.getOrDefault(
                        deniedBy, new Meaning("`" + deniedBy + "`, which this version does not know", "")));
    }

    private static Meaning of(DeniedBy layer) {
        return switch (layer) {
            case TOKEN ->
                new Meaning(
                        "the token: there was none, or it is not good",
                        "the caller's message says what was sent; compare with the issuer's file");
            case IDENTITY ->
                new Meaning(
                        "the identity: the token is good, and belongs to no app, to several, or to a disabled one",
                        "the caller's message names the claims; compare with the apps' identities");
            case POLICY ->
                new Meaning("the app's own policies", "allow it there; the tree shows which statement comes near");
            case PERMISSIONS_BOUNDARY ->
                new Meaning("the app's permissions boundary", "widen the boundary, or take it as the answer");
            case ORGANIZATION_POLICY ->
                new Meaning("a policy in organization/", "ask who keeps it; an app's own policies cannot lift it");
            case LIMIT ->
                new Meaning(
                        "the app's limits, not its policies: too many requests in a minute, or at once",
                        "the caller tries again after Retry-After; or raise `limits` in the app's file");
            case BUDGET -> new Meaning("the app's budget is spent", "wait for the next window, or raise `budgets`");
            case REQUEST ->
                new Meaning(
                        "the request itself is malformed, or names a Region that cannot be used",
                        "the caller's message says what was expected");
            case UPSTREAM ->
                new Meaning(
                        "Bedrock could not be reached, or did not begin to answer in time",
                        "look at ostiary_upstream_errors_total by type: DNS, connect, TLS, credentials");
            case GATEWAY ->
                new Meaning(
                        "the gateway itself: overload, or a fault of its own",
                        "look for the decision id in the gateway's standard error");
        };
    }
}
