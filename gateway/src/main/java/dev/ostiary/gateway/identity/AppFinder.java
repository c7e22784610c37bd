package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.identity.AppIndex.Candidate;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.token.Printable;
import dev.ostiary.gateway.token.Realm;
import dev.ostiary.gateway.token.VerifiedToken;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a verified token to its one app, by the access files of this request, or to the 403 that says why there is none. */
final class AppFinder {
    private static final int MAX_CLAIMS_NAMED = 6;
    private static final String NO_APP = "The token belongs to no app of this gateway";
    private static final String NOTHING_LOADED =
            "the gateway could not load its access files yet; its operator sees why in its log"
                    + " and at /q/health/ready of the management port";

    private AppFinder() {}

    static Authentication find(VerifiedToken token, Register register) {
        Realm realm = token.realm();
        if (register.snapshot().version() == AccessSnapshot.NOTHING.version()) {
            return rejected(token, null, denied(NO_APP, tokenOf(token) + NOTHING_LOADED));
        }
        if (realm.development()) {
            return findByName(token, register);
        }
        List<Candidate> found = register.apps().find(realm.issuer().name(), token.claims());
        return switch (found.size()) {
            case 0 -> rejected(token, null, noApp(token, register));
            case 1 -> enabled(token, found.getFirst().app(), found.getFirst().identityIndex());
            default -> rejected(token, null, severalApps(token, found));
        };
    }

    private static Authentication findByName(VerifiedToken token, Register register) {
        Object name = token.claims().get(DevelopmentIssuer.APP_CLAIM);
        App app = name instanceof String id ? register.snapshot().apps().get(id) : null;
        if (app == null) {
            String advice =
                    tokenOf(token) + "`app` is " + Printable.claim(name) + ", which is no app in the access files";
            return rejected(token, null, denied(NO_APP, advice));
        }
        return enabled(token, app, Caller.DEVELOPMENT);
    }

    private static Authentication enabled(VerifiedToken token, App app, int identityIndex) {
        if (!app.enabled()) {
            return rejected(token, app.id(), DisabledApp.refusal(app, tokenOf(token)));
        }
        return new Caller(
                app, token.realm().issuer(), token.subject(), identityIndex, token.expiresAt(), token.claims());
    }

    private static Refusal noApp(VerifiedToken token, Register register) {
        Map<String, Object> claims = token.claims();
        String issuer = token.realm().issuer().name();
        var paths = register.apps().lookedAt(issuer);
        String looked = paths.stream()
                .limit(MAX_CLAIMS_NAMED)
                .map(path -> Printable.quote(path.text()) + " is " + Printable.claim(path.find(claims)))
                .collect(Collectors.joining(", "));
        String advice = paths.isEmpty()
                ? "no app names this issuer in its identities"
                : looked + (paths.size() > MAX_CLAIMS_NAMED ? ", ..." : "") + "; no app's identities match";
        String nearMiss = NearMiss.tell(register.apps(), issuer, claims);
        return denied(NO_APP, tokenOf(token) + advice + (nearMiss.isEmpty() ? "" : "; " + nearMiss));
    }

    private static Refusal severalApps(VerifiedToken token, List<Candidate> found) {
        var ids = found.stream().map(candidate -> candidate.app().id()).sorted().toList();
        var claims = found.stream()
                .flatMap(candidate -> Stream.concat(
                        candidate.identity().claims().keySet().stream(),
                        candidate.identity().condition().claims().values().stream()))
                .distinct()
                .limit(MAX_CLAIMS_NAMED)
                .map(path -> Printable.quote(path.text()) + " is " + Printable.claim(path.find(token.claims())))
                .sorted()
                .collect(Collectors.joining(", "));
        return denied(
                "The token belongs to more than one app of this gateway",
                tokenOf(token) + claims + "; the identities of " + Printable.quoteAll(ids) + " all match");
    }

    private static String tokenOf(VerifiedToken token) {
        var issuer = token.realm().issuer();
        return "token of issuer `" + issuer.name() + "` (" + Printable.shorten(issuer.issuer()) + "): ";
    }

    private static Refusal denied(String sentence, String advice) {
        return Refusal.of(RefusalKind.ACCESS_DENIED, DeniedBy.IDENTITY, sentence, advice);
    }

    private static Rejected rejected(VerifiedToken token, @Nullable String appId, Refusal refusal) {
        return new Rejected(refusal, token.realm().issuer().issuer(), token.subject(), appId);
    }
}
