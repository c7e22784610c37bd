package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.keys.Keyring;
import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.token.BearerHeader;
import dev.ostiary.gateway.token.Realm;
import dev.ostiary.gateway.token.TokenDigest;
import dev.ostiary.gateway.token.TokenVerifier;
import dev.ostiary.gateway.token.Verification;
import dev.ostiary.gateway.token.Verification.KeyMissing;
import dev.ostiary.gateway.token.Verification.Unverified;
import dev.ostiary.gateway.token.VerifiedToken;
import dev.ostiary.gateway.token.VerifiedTokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front door of identity: from a request's headers to its app. One instance per process; all methods may be called from any
 * thread and return at once. The {@link Keyring} stays the owner's to start and close.
 */
public final class Authenticator implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Authenticator.class);

    private final Vertx vertx;
    private final Registers registers;
    private final VerifiedTokens verified;
    private final Verifications verifications;

    /** @param development the issuer of development tokens; null in production */
    public Authenticator(Vertx vertx, Clock clock, Keyring keyring, @Nullable DevelopmentIssuer development) {
        this.vertx = vertx;
        this.registers = new Registers(keyring, development == null ? null : development.realm());
        this.verified = new VerifiedTokens(clock);
        this.verifications = new Verifications(vertx, new TokenVerifier(clock));
    }

    /**
     * Takes the issuers of a new snapshot, so that their keys are fetched before the first request needs them. Issuers that are the
     * same as before keep their keys. Forgetting to call this delays the first requests, nothing else.
     */
    public void use(AccessSnapshot snapshot) {
        registers.get(snapshot);
    }

    /**
     * Who calls. A token that was verified before is answered by a future that is already complete; else the signature is verified
     * on a worker, and an unknown key id may wait up to three seconds for one fetch of the issuer's keys.
     *
     * @param headers the request's, with every occurrence of a repeated one
     * @param snapshot the request's; its apps and issuers decide, whatever was remembered
     * @return fails only for a bug; completes on the caller's Vert.x context
     */
    public Future<Authentication> authenticate(MultiMap headers, AccessSnapshot snapshot) {
        return switch (BearerHeader.read(headers)) {
            case BearerHeader.Missing missing -> Future.succeededFuture(Rejected.of(missing.refusal()));
            case BearerHeader.Token token -> {
                Register register = registers.get(snapshot);
                Future<Verification> verification = verify(token.compact(), register);
                Future<Authentication> app = verification.map(ended -> toApp(ended, register));
                yield app.isComplete() ? app : onCallersContext(app);
            }
        };
    }

    /** The token by itself, without an app. Completes on an arbitrary thread. */
    Future<Verification> verify(String compact, AccessSnapshot snapshot) {
        return verify(compact, registers.get(snapshot));
    }

    private Future<Verification> verify(String compact, Register register) {
        TokenDigest digest = TokenDigest.of(compact);
        VerifiedToken known = verified.find(digest, register.realms());
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return verifications.verify(digest, compact, register).onSuccess(ended -> {
            if (ended instanceof VerifiedToken token) {
                verified.put(digest, token);
            }
        });
    }

    private static Authentication toApp(Verification verification, Register register) {
        return switch (verification) {
            case VerifiedToken token -> AppFinder.find(token, register);
            case Unverified unverified -> rejected(unverified);
            case KeyMissing ignored -> throw new IllegalStateException("a missing key was not settled");
        };
    }

    private static Rejected rejected(Unverified unverified) {
        Realm realm = unverified.realm();
        LOGGER.atDebug().addKeyValue("reason", unverified.reason()).log("token refused");
        return new Rejected(
                unverified.refusal(), realm == null ? null : realm.issuer().issuer(), unverified.subject(), null);
    }

    private <T> Future<T> onCallersContext(Future<T> future) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        future.onComplete(ended -> context.runOnContext(now -> promise.handle(ended)));
        return promise.future();
    }

    @Override
    public void close() {
        verifications.close();
    }
}
