package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.route.Route;

/** A call that is completely read, before anybody decided on it. */
record Wanted(Caller caller, Route route, BedrockCall call, Catalogue catalogue) {}
