package dev.ostiary.gateway.jwk;

/** How one attempt to load an issuer's keys ended. */
public sealed interface KeyLoading permits KeySet, KeyLoading.Problem {
    /**
     * No keys came; the old ones stay.
     *
     * @param what for people, one line
     */
    record Problem(String what) implements KeyLoading {}
}
