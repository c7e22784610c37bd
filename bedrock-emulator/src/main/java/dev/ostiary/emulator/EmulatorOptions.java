package dev.ostiary.emulator;

import dev.ostiary.emulator.catalogue.Catalogue;
import dev.ostiary.emulator.catalogue.CatalogueReader;
import dev.ostiary.emulator.http.Gatekeeping.Leniency;
import dev.ostiary.emulator.http.Listener.Binding;
import dev.ostiary.emulator.http.Listener.Tls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How an emulator is started. Immutable; begin with {@link #defaults()} and change what matters.
 *
 * @param regions Regions that signatures may name; the first one is taken where a request names none
 */
public record EmulatorOptions(
        Binding binding, Account account, List<String> regions, Leniency leniency, Times times, Catalogue catalogue) {
    public static final String ACCESS_KEY = "AKIAEMULATOR00000001";
    public static final String SECRET_KEY = "emulator/secret/key/for/tests/only/00001";
    public static final String ACCOUNT_ID = "111122223333";

    /** The account, and the one long-term key that it knows. */
    public record Account(String id, String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Account[" + id + ", " + accessKey + "]";
        }
    }

    /**
     * @param clock for signatures, sessions, jobs and the Date header
     * @param asyncJob how long an asynchronous job is in progress
     * @param longestSession cuts the sessions of AssumeRole shorter than their callers may ask for
     */
    public record Times(Clock clock, Duration asyncJob, Duration longestSession) {}

    public EmulatorOptions {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("regions must name at least one Region");
        }
    }

    /** A free port on the loopback interface, every Region of the catalogue, signatures checked. */
    public static EmulatorOptions defaults() {
        Catalogue catalogue = CatalogueReader.builtIn();
        return new EmulatorOptions(
                new Binding("127.0.0.1", 0, null),
                new Account(ACCOUNT_ID, ACCESS_KEY, SECRET_KEY),
                catalogue.regions(),
                new Leniency(true, false),
                new Times(Clock.systemUTC(), Duration.ofSeconds(2), Duration.ofHours(12)),
                catalogue);
    }

    public EmulatorOptions withPort(int port) {
        return withBinding(new Binding(binding.host(), port, binding.tls()));
    }

    public EmulatorOptions withHost(String host) {
        return withBinding(new Binding(host, binding.port(), binding.tls()));
    }

    /** TLS with ALPN in place of plain text. */
    public EmulatorOptions withTls(Tls tls) {
        return withBinding(new Binding(binding.host(), binding.port(), tls));
    }

    private EmulatorOptions withBinding(Binding other) {
        return new EmulatorOptions(other, account, regions, leniency, times, catalogue);
    }

    public EmulatorOptions withAccount(Account other) {
        return new EmulatorOptions(binding, other, regions, leniency, times, catalogue);
    }

    public EmulatorOptions withRegions(List<String> other) {
        return new EmulatorOptions(binding, account, other, leniency, times, catalogue);
    }

    /** Takes any bearer token for a good Bedrock API key. */
    public EmulatorOptions withBearerAccepted(boolean accepted) {
        return withLeniency(new Leniency(leniency.refuseBadSignatures(), accepted));
    }

    /** False lets unsigned and wrongly signed requests in; the request log still says what was wrong. */
    public EmulatorOptions withBadSignaturesRefused(boolean refused) {
        return withLeniency(new Leniency(refused, leniency.acceptBearer()));
    }

    private EmulatorOptions withLeniency(Leniency other) {
        return new EmulatorOptions(binding, account, regions, other, times, catalogue);
    }

    public EmulatorOptions withClock(Clock clock) {
        return withTimes(new Times(clock, times.asyncJob(), times.longestSession()));
    }

    public EmulatorOptions withAsyncJobDuration(Duration duration) {
        return withTimes(new Times(times.clock(), duration, times.longestSession()));
    }

    public EmulatorOptions withLongestSession(Duration duration) {
        return withTimes(new Times(times.clock(), times.asyncJob(), duration));
    }

    private EmulatorOptions withTimes(Times other) {
        return new EmulatorOptions(binding, account, regions, leniency, other, catalogue);
    }

    /** Another catalogue, and the Regions that it names. */
    public EmulatorOptions withCatalogue(Catalogue other) {
        return new EmulatorOptions(binding, account, other.regions(), leniency, times, other);
    }
}
