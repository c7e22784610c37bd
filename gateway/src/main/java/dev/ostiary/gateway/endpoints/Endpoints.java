package dev.ostiary.gateway.endpoints;

import java.net.URI;
import java.util.Map;

/**
 * The hosts that our credentials sign for, by Region: fixed when the gateway starts. Nothing that a request carries has a say.
 *
 * @param runtime bedrock-runtime
 * @param control the Bedrock control plane
 */
record Endpoints(Map<String, Endpoint> runtime, Map<String, Endpoint> control, Map<String, URI> sts) {
    Endpoints {
        runtime = Map.copyOf(runtime);
        control = Map.copyOf(control);
        sts = Map.copyOf(sts);
    }
}
