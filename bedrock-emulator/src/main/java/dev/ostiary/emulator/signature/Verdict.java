package dev.ostiary.emulator.signature;

import dev.ostiary.emulator.exchange.Caller;

/** What the signature check says about a request. */
public sealed interface Verdict {
    /** The access key that the request claims, empty when it names none. */
    String accessKey();

    /** Signed rightly by this caller for this Region. */
    record Valid(Caller caller, String region) implements Verdict {
        @Override
        public String accessKey() {
            return caller.accessKey();
        }
    }

    /** Carries a bearer token instead of a signature. The token itself is not kept. */
    record Bearer(boolean hasKeyPrefix) implements Verdict {
        @Override
        public String accessKey() {
            return "";
        }
    }

    /** Not signed rightly. */
    record Refused(String accessKey, SignatureFault fault, String message) implements Verdict {}
}
