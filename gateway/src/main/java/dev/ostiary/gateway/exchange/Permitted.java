package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.route.Route;

/** A call that the caller's policies allow: what may be answered. Made by {@link Gateway} after the authorization, nowhere else. */
record Permitted(Wanted wanted) {
    Caller caller() {
        return wanted.caller();
    }

    Route route() {
        return wanted.route();
    }

    BedrockCall call() {
        return wanted.call();
    }

    Catalogue catalogue() {
        return wanted.catalogue();
    }
}
