package dev.ostiary.emulator;

import dev.ostiary.emulator.catalogue.ModelResolver;
import dev.ostiary.emulator.control.AttachmentOperations;
import dev.ostiary.emulator.control.ControlOperations;
import dev.ostiary.emulator.fault.Faults;
import dev.ostiary.emulator.http.ControlRequests;
import dev.ostiary.emulator.http.Exchanges;
import dev.ostiary.emulator.http.Gatekeeping;
import dev.ostiary.emulator.http.Listener;
import dev.ostiary.emulator.http.Operations;
import dev.ostiary.emulator.http.State;
import dev.ostiary.emulator.refusal.CallerRules;
import dev.ostiary.emulator.requests.RequestLog;
import dev.ostiary.emulator.runtime.RuntimeOperations;
import dev.ostiary.emulator.signature.Credential;
import dev.ostiary.emulator.signature.CredentialBook;
import dev.ostiary.emulator.signature.SignatureCheck;
import dev.ostiary.emulator.sts.AssumedRoles;
import dev.ostiary.emulator.sts.StsOperations;
import dev.ostiary.emulator.text.TextModel;
import java.net.URI;
import java.util.Set;

/**
 * A running local Bedrock: runtime, control plane and STS on one port. Safe for any thread; {@link #start} and
 * {@link #close} block.
 */
public final class Emulator implements AutoCloseable {
    private final EmulatorOptions options;
    private final State state;
    private final Listener listener;

    private Emulator(EmulatorOptions options) {
        this.options = options;
        EmulatorOptions.Account account = options.account();
        var times = options.times();
        state = State.empty(new CredentialBook(new Credential.LongTerm(
                account.accessKey(), account.secretKey(), "arn:aws:iam::" + account.id() + ":user/gateway")));
        ModelResolver resolver = new ModelResolver(options.catalogue(), account.id());
        Operations operations = new Operations(
                new RuntimeOperations(
                        resolver, new TextModel(state.promptCache()), account.id(), times.clock(), times.asyncJob()),
                new ControlOperations(options.catalogue(), account.id()),
                new AttachmentOperations(options.catalogue(), account.id()),
                new StsOperations(state.book(), state.assumedRoles(), times.clock(), times.longestSession()));
        Gatekeeping gatekeeping = new Gatekeeping(
                new SignatureCheck(state.book(), Set.copyOf(options.regions()), times.clock()),
                options.leniency(),
                options.regions().getFirst(),
                account.id());
        Exchanges exchanges = new Exchanges(gatekeeping, state, resolver, operations);
        listener = Listener.start(options.binding(), exchanges, new ControlRequests(state), times.clock());
    }

    /**
     * Opens the port and returns when requests are answered.
     *
     * @throws java.util.concurrent.CompletionException when the port cannot be opened
     */
    public static Emulator start(EmulatorOptions options) {
        return new Emulator(options);
    }

    public int port() {
        return listener.port();
    }

    /** For the runtime, the control plane and STS alike. */
    public URI endpoint() {
        String scheme = options.binding().tls() == null ? "http" : "https";
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    /** Every request received, also the refused ones. */
    public RequestLog requests() {
        return state.requests();
    }

    /** What goes wrong; empty at first. */
    public Faults faults() {
        return state.faults();
    }

    /** Refusals for reasons that a real account would have; empty at first. */
    public CallerRules rules() {
        return state.rules();
    }

    /** What AssumeRole was asked for. */
    public AssumedRoles assumedRoles() {
        return state.assumedRoles();
    }

    /** Ends every session that AssumeRole handed out, as if the role were deleted. */
    public void endSessions() {
        state.book().forgetSessions();
    }

    /** Back to the state after the start, but for sessions and asynchronous jobs. */
    public void reset() {
        state.reset();
    }

    @Override
    public void close() {
        listener.close();
    }
}
