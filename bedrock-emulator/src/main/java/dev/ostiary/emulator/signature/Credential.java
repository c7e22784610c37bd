package dev.ostiary.emulator.signature;

import dev.ostiary.emulator.exchange.Caller;
import java.time.Instant;
import java.util.Map;

/** A key pair that may sign. Temporary ones need their token and end. */
public sealed interface Credential {
    String accessKey();

    String secret();

    Caller caller();

    /** A user's long-term key. */
    record LongTerm(String accessKey, String secret, String arn) implements Credential {
        @Override
        public Caller caller() {
            return new Caller(accessKey, arn, "", Map.of());
        }

        @Override
        public String toString() {
            return "LongTerm[" + accessKey + "]";
        }
    }

    /** What AssumeRole handed out. */
    record Session(String secret, String token, Instant expiry, Caller caller) implements Credential {
        @Override
        public String accessKey() {
            return caller.accessKey();
        }

        @Override
        public String toString() {
            return "Session[" + caller.accessKey() + " " + caller.arn() + " until " + expiry + "]";
        }
    }
}
