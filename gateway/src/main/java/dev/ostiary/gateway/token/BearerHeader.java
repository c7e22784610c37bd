package dev.ostiary.gateway.token;

import dev.ostiary.gateway.refusal.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the token in a request's headers, or says what was sent instead of one. Nothing else can carry a token. */
public sealed interface BearerHeader {
    /** Long enough for any real token, short enough to hash and parse without thought. */
    int MAX_TOKEN_LENGTH = 16 * 1024;

    /** The text behind {@code Bearer}, not yet looked at. */
    record Token(String compact) implements BearerHeader {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    /** No token. */
    record Missing(Refusal refusal) implements BearerHeader {}

    static BearerHeader read(MultiMap headers) {
        List<String> sent = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (sent.size() != 1) {
            return new Missing(sent.isEmpty() ? TokenRefusals.noHeader() : TokenRefusals.severalHeaders(sent.size()));
        }
        String value = sent.getFirst();
        if (!value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Missing(otherScheme(value));
        }
        String token = value.substring(7);
        if (token.startsWith("ABSK") || token.startsWith("bedrock-api-key-")) {
            return new Missing(TokenRefusals.awsKey());
        }
        if (token.length() > MAX_TOKEN_LENGTH) {
            return new Missing(TokenRefusals.malformed("it is longer than " + MAX_TOKEN_LENGTH + " characters"));
        }
        return new Token(token);
    }

    private static Refusal otherScheme(String value) {
        int space = value.indexOf(' ');
        String scheme = (space < 0 ? value : value.substring(0, space)).toLowerCase(Locale.ROOT);
        if (scheme.startsWith("aws4-")) {
            return TokenRefusals.sigV4();
        }
        // only a known name is repeated: without a scheme, the first word is the secret itself
        Set<String> known = Set.of("basic", "digest", "negotiate", "ntlm", "dpop", "token", "apikey");
        return TokenRefusals.otherScheme(known.contains(scheme) ? "`" + scheme + "`" : "another scheme or none");
    }
}
