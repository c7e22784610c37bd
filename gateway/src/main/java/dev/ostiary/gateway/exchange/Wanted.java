package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.Route;
import dev.ostiary.gateway.catalogue.Catalogue;
import dev.ostiary.gateway.identity.Caller;

/** A call that is completely read, before anybody decided on it. */
record Wanted(Caller caller, Route route, BedrockCall call, Catalogue catalogue) {}
