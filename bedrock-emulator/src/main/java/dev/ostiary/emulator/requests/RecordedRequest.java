package dev.ostiary.emulator.requests;

import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.signature.Verdict;

/**
 * One request as it arrived, and what the signature check said about it.
 *
 * @param number counts from 1 for the first request that the emulator ever received
 * @param region the Region that it was signed for, or the default one
 */
public record RecordedRequest(
        long number, Operation operation, Inbound inbound, Verdict verdict, String region, String requestId) {
    public String method() {
        return inbound.method();
    }

    /** Path and query as they stood on the wire, still encoded. */
    public String rawTarget() {
        return inbound.rawTarget();
    }

    /** In the order in which they arrived. */
    public Headers headers() {
        return inbound.headers();
    }

    public byte[] body() {
        return inbound.body();
    }

    /** `HTTP/1.1` or `HTTP/2`. */
    public String httpVersion() {
        return inbound.httpVersion();
    }

    /** The access key that the request named, empty when it named none. */
    public String accessKey() {
        return verdict.accessKey();
    }

    public boolean isSignedRightly() {
        return verdict instanceof Verdict.Valid;
    }
}
