package dev.ostiary.emulator.signature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. */
record AuthorizationHeader(Scope scope, String accessKey, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** Where and when a signature counts. */
    record Scope(String date, String region, String service) {
        @Override
        public String toString() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }
    }

    static Optional<AuthorizationHeader> parse(String value) {
        if (!value.startsWith(ALGORITHM + " ")) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : value.substring(ALGORITHM.length() + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0 || parts.put(part.substring(0, equals).strip(), part.substring(equals + 1)) != null) {
                return Optional.empty();
            }
        }
        String credential = parts.get("Credential");
        String signed = parts.get("SignedHeaders");
        String signature = parts.get("Signature");
        if (credential == null || signed == null || signature == null || parts.size() != 3) {
            return Optional.empty();
        }
        String[] scope = credential.split("/", -1);
        if (scope.length != 5 || !scope[4].equals("aws4_request")) {
            return Optional.empty();
        }
        return Optional.of(new AuthorizationHeader(
                new Scope(scope[1], scope[2], scope[3]),
                scope[0],
                List.of(signed.strip().split(";", -1)),
                signature.strip()));
    }
}
