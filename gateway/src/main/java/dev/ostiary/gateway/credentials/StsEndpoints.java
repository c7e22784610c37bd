package dev.ostiary.gateway.credentials;

import java.net.URI;

/** Which STS makes the sessions of an upstream; configured, never taken from a request. */
@FunctionalInterface
public interface StsEndpoints {
    URI of(String upstream, String region);
}
