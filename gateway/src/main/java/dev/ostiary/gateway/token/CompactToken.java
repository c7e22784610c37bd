package dev.ostiary.gateway.token;

import dev.ostiary.gateway.jwk.Base64Url;
import dev.ostiary.gateway.jwk.KeyId;
import dev.ostiary.gateway.jwk.SignatureAlgorithm;
import dev.ostiary.gateway.jwk.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signed JWT in its compact form (RFC 7515, section 3.1), taken apart and not yet believed. Reads one spelling only, so that what
 * is verified here is what any other reader would see.
 *
 * @param keyId null when the header names none
 * @param issuer the unverified {@code iss}
 * @param signed the bytes that the signature is over
 */
public record CompactToken(
        SignatureAlgorithm algorithm,
        @Nullable String keyId,
        String issuer,
        Map<String, Object> claims,
        byte[] signed,
        byte[] signature)
        implements CompactReading {

    /** Members that would make the token bring its own key, or change what the signature means. */
    private static final Set<String> REFUSED_MEMBERS =
            Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc", "epk", "p2c", "p2s");

    public static CompactReading read(String compact) {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            return new Malformed("expected three parts with full stops between them");
        }
        byte[] headerBytes = Base64Url.decode(compact.substring(0, first));
        byte[] claimBytes = Base64Url.decode(compact.substring(first + 1, second));
        byte[] signature = Base64Url.decode(compact.substring(second + 1));
        if (headerBytes == null || claimBytes == null || signature == null) {
            return new Malformed("its parts are not base64url without padding");
        }
        if (signature.length == 0) {
            return new Malformed("it is not signed");
        }
        Map<String, Object> header = StrictJson.readObject(headerBytes);
        Map<String, Object> claims = StrictJson.readObject(claimBytes);
        if (header == null || claims == null) {
            return new Malformed("its header and claims must each be one JSON object without a repeated member");
        }
        byte[] signed = compact.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        return read(header, claims, signed, signature);
    }

    private static CompactReading read(
            Map<String, Object> header, Map<String, Object> claims, byte[] signed, byte[] signature) {
        for (String member : REFUSED_MEMBERS) {
            if (header.containsKey(member)) {
                return new Malformed("its header has `" + member + "`, which is not accepted");
            }
        }
        SignatureAlgorithm algorithm = header.get("alg") instanceof String name ? SignatureAlgorithm.find(name) : null;
        if (algorithm == null) {
            return new Malformed("its `alg` is not an accepted signature algorithm");
        }
        if (isAnotherKind(header.get("typ"))) {
            return new Malformed("its `typ` says that it is not an access token");
        }
        Object keyId = header.get("kid");
        if (keyId != null && !(keyId instanceof String text && KeyId.isValid(text))) {
            return new Malformed("its `kid` is not printable text of at most 256 characters");
        }
        if (!(claims.get("iss") instanceof String issuer)) {
            return new Malformed("its `iss` is not a text");
        }
        return new CompactToken(algorithm, (String) keyId, issuer, claims, signed, signature);
    }

    /**
     * RFC 8725, section 3.11: kinds of JWT that are no access tokens say so in {@code typ} (logout+jwt, dpop+jwt, secevent+jwt). An
     * ID token cannot be told by its header: audience and required claims do that.
     */
    private static boolean isAnotherKind(@Nullable Object typ) {
        if (typ == null) {
            return false;
        }
        if (!(typ instanceof String text)) {
            return true;
        }
        String kind = text.toLowerCase(Locale.ROOT).replaceFirst("^application/", "");
        return kind.endsWith("+jwt") && !kind.equals("at+jwt");
    }

    @Override
    public String toString() {
        return "CompactToken[redacted]";
    }
}
