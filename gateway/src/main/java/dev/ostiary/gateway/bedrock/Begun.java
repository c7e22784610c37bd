package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.route.Route;
import dev.ostiary.gateway.store.App;

/** A request whose line and headers are fine; its body may be read now. Which model it names is not decided yet. */
public record Begun(Route route, String region, App app, Account account, RequestHeaders headers) implements Beginning {
    /** Whether there is a body to read at all. */
    public boolean expectsBody() {
        return route.operation().bodyRule() != Operation.BodyRule.NONE;
    }
}
