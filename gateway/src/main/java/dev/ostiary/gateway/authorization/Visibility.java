package dev.ostiary.gateway.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.model.Account;
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
            @Nullable Object issuedAt,
            @Nullable Object methods,
            @Nullable Object signedInAt) {}

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
                        caller.claims().get("iat"),
                        caller.claims().get("amr"),
                        caller.claims().get("auth_time")));
        VisibleModels known = remembered.getIfPresent(key);
        if (known != null) {
            return known;
        }
        VisibleModels visible =
                ask(Question.of(caller, environment), Invocable.of(catalogue.region(region), region, account));
        remembered.put(key, visible);
        return visible;
    }

    private static VisibleModels ask(Question question, List<Invocable> listed) {
        Set<String> models = new HashSet<>();
        Set<String> profiles = new HashSet<>();
        Set<String> invocable = new HashSet<>();
        for (Invocable one : listed) {
            boolean callable = Invocable.INVOKE.stream()
                    .anyMatch(action -> question.decide(one.uses(action)).isAllowed());
            if (callable) {
                invocable.add(one.id());
            }
            if (callable || question.decide(List.of(one.getting())).isAllowed()) {
                if (one.profile() == null) {
                    models.add(one.id());
                } else {
                    profiles.add(one.profile().arn());
                }
            }
        }
        return new VisibleModels(models, profiles, invocable);
    }
}
