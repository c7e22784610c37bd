package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lines that {@code ./ostiary start} prints for a newcomer: what to paste, what will work, and what will be refused and why. */
final class Welcome {
    /** The app of the sample access files that shows both a call that works and one that does not. */
    private static final String FAVOURITE = "assistant";
    /** Models to try with, the first one that fits is taken; each speaks Converse. */
    private static final List<String> MODELS = List.of(
            "anthropic.claude-3-sonnet-20240229-v1:0",
            "meta.llama3-70b-instruct-v1:0",
            "amazon.nova-lite-v1:0",
            "mistral.mistral-large-2402-v1:0");

    private static final String MESSAGES = "[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]";
    private static final String ACTION = "bedrock:InvokeModel";

    private final String endpoint;
    private final List<String> regions;
    private final Function<String, String> mint;

    /**
     * @param regions of the upstream, the default first
     * @param mint makes a token for an app id
     */
    Welcome(String endpoint, List<String> regions, Function<String, String> mint) {
        this.endpoint = endpoint;
        this.regions = regions;
        this.mint = mint;
    }

    String text(AccessSnapshot access) {
        Optional<App> app = access.apps().values().stream()
                .filter(App::enabled)
                .min(Comparator.comparing((App one) -> !one.id().equals(FAVOURITE))
                        .thenComparing(one -> allowed(one).isEmpty())
                        .thenComparing(App::id));
        return "\nOstiary is ready: " + endpoint + " (development)\n"
                + app.map(one -> example(one) + others(access, one))
                        .orElse("No app is enabled: add one, apps/<app>.yaml, and run ./ostiary token <app>\n");
    }

    /** The Region twice: boto3 and version 1 of the AWS CLI read AWS_DEFAULT_REGION, the other SDKs AWS_REGION (ADR 0009). */
    private String example(App app) {
        var text = new StringBuilder("\n# be the app `" + app.id() + "` in this shell:\n");
        text.append("export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=").append(endpoint).append('\n');
        text.append("export AWS_ENDPOINT_URL_BEDROCK=").append(endpoint).append('\n');
        text.append("export AWS_BEARER_TOKEN_BEDROCK=")
                .append(mint.apply(app.id()))
                .append('\n');
        text.append("export AWS_REGION=").append(region(app)).append('\n');
        text.append("export AWS_DEFAULT_REGION=").append(region(app)).append('\n');
        allowed(app)
                .ifPresent(model -> text.append("\n# two calls that work:\n")
                        .append(curl(model))
                        .append("aws bedrock-runtime converse --region " + region(app)
                                + " --model-id " + model + " --messages '" + MESSAGES
                                + "'\n"));
        refused(app)
                .ifPresent(model -> text.append("\n# one that is refused, ")
                        .append(reason(app, model))
                        .append(" on this model:\n")
                        .append(curl(model)));
        return text.toString();
    }

    private String curl(String model) {
        return "curl -sS " + endpoint + "/model/" + model
                + "/converse -H \"Authorization: Bearer $AWS_BEARER_TOKEN_BEDROCK\""
                + " -H 'Content-Type: application/json' -d '{\"messages\":" + MESSAGES + "}'\n";
    }

    private static String others(AccessSnapshot access, App shown) {
        String others = access.apps().keySet().stream()
                .filter(id -> !id.equals(shown.id()))
                .sorted()
                .limit(10)
                .collect(Collectors.joining(", "));
        return "\nThe token lives 12 hours. Another one: ./ostiary token " + shown.id() + "\n"
                + (others.isEmpty() ? "" : "Other apps: " + others + "\n");
    }

    private Optional<String> allowed(App app) {
        return MODELS.stream().filter(model -> decide(app, model).isAllowed()).findFirst();
    }

    private Optional<String> refused(App app) {
        return MODELS.stream().filter(model -> !decide(app, model).isAllowed()).findFirst();
    }

    private String reason(App app, String model) {
        return switch (decide(app, model)) {
            case Decision.Denied denied -> denied.reason();
            case Decision.Allowed allowed -> "";
        };
    }

    private Decision decide(App app, String model) {
        String arn = "arn:aws:bedrock:" + region(app) + "::foundation-model/" + model;
        return app.policies().decide(new AuthorizationPart(ACTION, arn, RequestContext.empty()));
    }

    private String region(App app) {
        return app.regionAmong(regions);
    }
}
