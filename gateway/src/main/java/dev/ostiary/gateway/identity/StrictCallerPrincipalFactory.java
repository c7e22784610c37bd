package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.token.BearerHeader;
import dev.ostiary.gateway.token.Verification;
import dev.ostiary.gateway.token.Verification.KeyMissing;
import dev.ostiary.gateway.token.Verification.Unverified;
import dev.ostiary.gateway.token.VerifiedToken;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Puts our verification in place of SmallRye JWT's, for endpoints that Quarkus itself secures: several issuers, mandatory audience,
 * no algorithm or key but the issuer's own. The configuration that SmallRye passes in is ignored. Offered to CDI by {@code startup}
 * as an alternative; blocks its thread, so `quarkus.smallrye-jwt.blocking-authentication` must be on.
 */
public final class StrictCallerPrincipalFactory extends JWTCallerPrincipalFactory {
    private final Authenticator authenticator;
    private final Supplier<AccessSnapshot> snapshots;

    public StrictCallerPrincipalFactory(Authenticator authenticator, Supplier<AccessSnapshot> snapshots) {
        this.authenticator = authenticator;
        this.snapshots = snapshots;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
        if (token.length() > BearerHeader.MAX_TOKEN_LENGTH) {
            throw new ParseException("the token is too long");
        }
        return switch (verify(token)) {
            case VerifiedToken verified -> principal(token);
            case Unverified unverified -> throw new ParseException(text(unverified.refusal()));
            case KeyMissing missing -> throw new ParseException("the token's key is not known yet");
        };
    }

    private Verification verify(String token) throws ParseException {
        try {
            return authenticator
                    .verify(token, snapshots.get())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new ParseException("the token could not be verified", e);
        }
    }

    private static JWTCallerPrincipal principal(String token) throws ParseException {
        try {
            String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
            var claims = JwtClaims.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
            claims.setClaim("raw_token", token);
            return new DefaultJWTCallerPrincipal(claims);
        } catch (InvalidJwtException e) {
            throw new ParseException("the token's claims could not be read", e);
        }
    }

    private static String text(Refusal refusal) {
        return refusal.sentence() + " (" + refusal.advice() + ")";
    }
}
