package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.authorization.Authorization;
import dev.ostiary.gateway.authorization.Authorizer;
import dev.ostiary.gateway.authorization.Question;
import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.Beginning;
import dev.ostiary.gateway.bedrock.Begun;
import dev.ostiary.gateway.bedrock.CallReader;
import dev.ostiary.gateway.bedrock.Completion;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.identity.DisabledApp;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.explanation.Dependence;
import dev.ostiary.policy.explanation.Explanation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a planned call through the steps of a real one, as far as the policies, and no further. */
public final class Simulator {
    private static final Dependence FIRM_YES = new Dependence(Dependence.Answer.ALLOWED, List.of());
    private static final Dependence FIRM_NO = new Dependence(Dependence.Answer.DENIED, List.of());

    private final CallReader reader = new CallReader(Long.MAX_VALUE, false, () -> "simulated");
    private final Authorizer authorizer = new Authorizer();
    private final Scene scene;
    private final Instant now;
    private final Map<String, Catalogue> catalogues = new HashMap<>();

    public Simulator(Scene scene, Instant now) {
        this.scene = scene;
        this.now = now;
    }

    /**
     * What the app would be answered.
     *
     * @param given condition keys with their values, which win over what the gateway would say
     * @throws Impossible when there is no such app
     */
    public Answer ask(String appId, PlannedCall call, Map<String, List<String>> given) {
        App app = scene.app(appId);
        return app.enabled()
                ? askPolicies(app, call, given)
                : answer(app, call, DisabledApp.refusal(app), null, notes(app, given));
    }

    /** The same as if no app were disabled. */
    public Answer askPolicies(App app, PlannedCall call, Map<String, List<String>> given) {
        Account account = scene.account(app);
        List<String> notes = notes(app, given);
        return switch (reader.begin(call.route(), call.headers(), app, account)) {
            case Beginning.Refused refused -> answer(app, call, refused.refusal(), null, notes);
            case Begun begun ->
                switch (reader.complete(begun, call.body(), catalogue(account))) {
                    case Completion.UnknownModel unknown -> {
                        String near = NearModels.suggestion(
                                call.id(), catalogue(account).region(begun.region()), "");
                        notes.add("the catalogue at hand does not list it in " + begun.region()
                                + "; a running gateway asks Bedrock once more before it refuses"
                                + (near.isEmpty() ? "" : "; " + near));
                        yield answer(app, call, unknown.refusal(), null, notes);
                    }
                    case Completion.Refused refused -> answer(app, call, refused.refusal(), null, notes);
                    case BedrockCall read -> authorize(app, call, read, question(app, given), notes);
                };
        };
    }

    /** What must be allowed for a call to go on; empty when it cannot be said, or for what needs no policy. */
    public List<ResourceUse> needs(App app, PlannedCall call) {
        Account account = scene.account(app);
        return reader.begin(call.route(), call.headers(), app, account) instanceof Begun begun
                        && reader.complete(begun, call.body(), catalogue(account)) instanceof BedrockCall read
                ? read.resources()
                : List.of();
    }

    private Answer authorize(App app, PlannedCall call, BedrockCall read, Question question, List<String> notes) {
        Refusal refusal = switch (authorizer.authorize(question, read)) {
            case Authorization.Authorized authorized -> null;
            case Authorization.Refused refused -> refused.refusal();
            case Authorization.Unexplained unexplained -> unexplained.search().get();
        };
        Explanation explanation =
                read.resources().isEmpty() ? null : question.explain(read.resources(), read.conditions());
        Dependence dependence = explanation == null ? FIRM_YES : Question.dependence(explanation);
        return new Answer(app, call, read.region(), refusal, explanation, dependence, List.copyOf(notes));
    }

    /** An app's policies, asked as for a call of now. */
    public Question question(App app, Map<String, List<String>> given) {
        Map<String, List<String>> all = new HashMap<>();
        String issuer = scene.onlyIssuer(app);
        if (issuer != null && given.keySet().stream().noneMatch("aws:FederatedProvider"::equalsIgnoreCase)) {
            all.put("aws:FederatedProvider", List.of(issuer));
        }
        all.putAll(given);
        return Question.about(app, time(given), scene.principal(app), all);
    }

    /** A given time counts for both keys that tell it. */
    private Instant time(Map<String, List<String>> given) {
        return given.entrySet().stream()
                .filter(key -> key.getKey().equalsIgnoreCase("aws:CurrentTime"))
                .map(key -> key.getValue().getFirst())
                .findFirst()
                .flatMap(Simulator::parse)
                .orElse(now);
    }

    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            return Optional
                    .empty(); // a value that IAM reads in another way, or not at all: the policies see it as it is
        }
    }

    public Catalogue catalogue(Account account) {
        return catalogues.computeIfAbsent(account.upstream() + account.regions(), upstream -> scene.catalogue(account));
    }

    private Answer answer(
            App app, PlannedCall call, Refusal refusal, @Nullable Explanation explanation, List<String> notes) {
        String region = call.region() == null ? region(app) : call.region();
        return new Answer(app, call, region, refusal, explanation, FIRM_NO, List.copyOf(notes));
    }

    /** Where the app's calls go by default. */
    public String region(App app) {
        return scene.account(app).defaultRegion(app);
    }

    private static List<String> notes(App app, Map<String, List<String>> given) {
        List<String> notes = new ArrayList<>();
        given.keySet().stream()
                .filter(key -> !Question.supplies(key))
                .sorted()
                .forEach(key -> notes.add("the gateway never supplies `" + key + "`: in a real call of `" + app.id()
                        + "` it is missing"));
        return notes;
    }
}
