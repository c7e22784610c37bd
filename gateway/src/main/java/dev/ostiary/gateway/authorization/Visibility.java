package dev.ostiary.gateway.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ostiary.gateway.bedrock.Account;
import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.ModelResources;
import dev.ostiary.gateway.bedrock.ResourceUse;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.catalogue.FoundationModel;
import dev.ostiary.gateway.catalogue.InferenceProfile;
import dev.ostiary.gateway.catalogue.RegionalCatalogue;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which models an app may see: asks the same policies with the same resources as a call would. A few thousand decisions, so the answer
 * is remembered for some seconds per app, issuer, token age and address; a condition on the time may therefore show a list that is that old. Calls are
 * always decided afresh. Any thread.
 */
public final class Visibility {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final List<String> INVOKE = List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

    private final Cache<Key, VisibleModels> remembered = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    private record Key(
            long snapshotVersion, long catalogueVersion, String app, String upstream, String region, Origin origin) {}

    /** Everything in {@link ConditionKeys#ofCaller} that two callers of one app may differ in, but for the time. */
    private record Origin(
            String sourceIp,
            boolean secureTransport,
            String issuer,
            @Nullable Object issuedAt) {}

    /**
     * @param snapshotVersion of the access snapshot that the caller comes from
     */
    public VisibleModels of(
            Caller caller,
            long snapshotVersion,
            Account account,
            String region,
            Catalogue catalogue,
            Environment environment) {
        var key = new Key(
                snapshotVersion,
                catalogue.version(),
                caller.app().id(),
                account.upstream(),
                region,
                new Origin(
                        environment.sourceIp(),
                        environment.secureTransport(),
                        caller.issuer().issuer(),
                        caller.claims().get("iat")));
        VisibleModels known = remembered.getIfPresent(key);
        if (known != null) {
            return known;
        }
        VisibleModels visible = new Question(caller, account, region, environment).ask(catalogue.region(region));
        remembered.put(key, visible);
        return visible;
    }

    private static final class Question {
        private final Caller caller;
        private final Account account;
        private final String region;
        private final RequestContext base;

        Question(Caller caller, Account account, String region, Environment environment) {
            this.caller = caller;
            this.account = account;
            this.region = region;
            this.base = ConditionKeys.ofCaller(caller, environment);
        }

        VisibleModels ask(RegionalCatalogue catalogue) {
            Set<String> models = new HashSet<>();
            Set<String> profiles = new HashSet<>();
            Set<String> invocable = new HashSet<>();
            for (FoundationModel model : catalogue.models()) {
                boolean callable = INVOKE.stream()
                        .anyMatch(action -> mayAll(ModelResources.ofModel(action, model.id(), region, account)));
                if (callable) {
                    invocable.add(model.id());
                }
                String arn = ModelResources.modelArn(region, model.id(), account);
                if (callable || may("bedrock:GetFoundationModel", arn)) {
                    models.add(model.id());
                }
            }
            for (InferenceProfile profile : catalogue.profiles()) {
                boolean callable = INVOKE.stream()
                        .anyMatch(action -> mayAll(ModelResources.ofProfile(action, profile, region, account)));
                if (callable) {
                    invocable.add(profile.isSystemDefined() ? profile.id() : profile.arn());
                }
                if (callable || may("bedrock:GetInferenceProfile", profile.arn())) {
                    profiles.add(profile.arn());
                }
            }
            return new VisibleModels(models, profiles, invocable);
        }

        private boolean may(String action, String arn) {
            return mayAll(List.of(new ResourceUse(action, arn, region, null)));
        }

        private boolean mayAll(List<ResourceUse> uses) {
            List<AuthorizationPart> parts = uses.stream()
                    .map(use -> new AuthorizationPart(
                            use.action(), use.resource(), ConditionKeys.ofPart(base, use, BedrockCall.Conditions.NONE)))
                    .toList();
            return caller.app().policies().decide(parts).isAllowed();
        }
    }
}
