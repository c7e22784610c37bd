package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.store.App;

/** What an app hears whose file says {@code enabled: false}. */
public final class DisabledApp {
    private DisabledApp() {}

    public static Refusal refusal(App app) {
        return refusal(app, "");
    }

    /**
     * @param token which token it was, ending in a colon and a space; empty when there is none
     */
    static Refusal refusal(App app, String token) {
        return Refusal.of(
                RefusalKind.ACCESS_DENIED,
                DeniedBy.IDENTITY,
                "The app " + app.id() + " is disabled",
                token + "its app `" + app.id() + "` is switched off in the access files");
    }
}
