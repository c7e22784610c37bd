package dev.ostiary.emulator.signature;

import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Inbound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides whether a request was signed by a known credential, for this service and a known Region, just now. */
public final class SignatureCheck {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";
    private static final String NO_MATCH =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";

    private final CredentialBook book;
    private final Set<String> regions;
    private final Clock clock;

    public SignatureCheck(CredentialBook book, Set<String> regions, Clock clock) {
        this.book = book;
        this.regions = Set.copyOf(regions);
        this.clock = clock;
    }

    /**
     * @param service the service that answers this path, `bedrock` or `sts`
     */
    public Verdict check(Inbound request, String service) {
        List<String> authorization = request.headers().all("authorization");
        if (authorization.isEmpty()) {
            return new Verdict.Refused("", SignatureFault.MISSING, "Missing Authentication Token");
        }
        String value = authorization.getFirst();
        if (value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            String key = value.substring(7);
            return new Verdict.Bearer(key.startsWith("ABSK") || key.startsWith("bedrock-api-key-"));
        }
        Optional<AuthorizationHeader> parsed = AuthorizationHeader.parse(value);
        if (authorization.size() > 1 || parsed.isEmpty()) {
            return new Verdict.Refused(
                    "",
                    SignatureFault.INCOMPLETE,
                    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        }
        return check(request, service, parsed.get());
    }

    private Verdict check(Inbound request, String service, AuthorizationHeader header) {
        Optional<Credential> credential = book.find(header.accessKey());
        if (credential.isEmpty()) {
            return refused(header, SignatureFault.UNKNOWN_KEY, INVALID_TOKEN);
        }
        Optional<Verdict> problem = tokenProblem(request, header, credential.get())
                .or(() -> scopeProblem(request, header, service))
                .or(() -> coverageProblem(request, header))
                .or(() -> signatureProblem(request, header, credential.get()));
        return problem.orElseGet(() ->
                new Verdict.Valid(credential.get().caller(), header.scope().region()));
    }

    private Optional<Verdict> tokenProblem(Inbound request, AuthorizationHeader header, Credential credential) {
        Optional<String> token = request.headers().first("x-amz-security-token");
        return switch (credential) {
            case Credential.LongTerm ignored ->
                token.map(any -> refused(header, SignatureFault.UNKNOWN_KEY, INVALID_TOKEN));
            case Credential.Session session -> {
                if (token.isEmpty() || !same(token.get(), session.token())) {
                    yield Optional.of(refused(header, SignatureFault.UNKNOWN_KEY, INVALID_TOKEN));
                }
                yield clock.instant().isBefore(session.expiry())
                        ? Optional.empty()
                        : Optional.of(refused(
                                header,
                                SignatureFault.EXPIRED_TOKEN,
                                "The security token included in the request is expired"));
            }
        };
    }

    private Optional<Verdict> scopeProblem(Inbound request, AuthorizationHeader header, String service) {
        AuthorizationHeader.Scope scope = header.scope();
        if (!scope.service().equals(service)) {
            String text = "Credential should be scoped to correct service: '" + service + "'. ";
            return Optional.of(refused(header, SignatureFault.SCOPE, text));
        }
        if (!regions.contains(scope.region())) {
            return Optional.of(
                    refused(header, SignatureFault.SCOPE, "Credential should be scoped to a valid region. "));
        }
        String date = request.headers().first("x-amz-date").orElse("");
        Instant signedAt;
        try {
            signedAt = Instant.from(BASIC.parse(date));
        } catch (DateTimeParseException e) {
            return Optional.of(refused(
                    header,
                    SignatureFault.INCOMPLETE,
                    "Date must be in ISO-8601 'basic format'. Got '" + date
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601"));
        }
        if (!date.startsWith(scope.date())) {
            String text = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + date.substring(0, 8) + "', from '" + date + "'.";
            return Optional.of(refused(header, SignatureFault.SCOPE, text));
        }
        return skewProblem(header, date, signedAt);
    }

    private Optional<Verdict> skewProblem(AuthorizationHeader header, String date, Instant signedAt) {
        Instant now = clock.instant();
        if (signedAt.isBefore(now.minus(TOLERANCE))) {
            String text = "Signature expired: " + date + " is now earlier than " + BASIC.format(now.minus(TOLERANCE))
                    + " (" + BASIC.format(now) + " - 5 min.)";
            return Optional.of(refused(header, SignatureFault.SKEWED, text));
        }
        if (signedAt.isAfter(now.plus(TOLERANCE))) {
            String text = "Signature not yet current: " + date + " is still later than "
                    + BASIC.format(now.plus(TOLERANCE)) + " (" + BASIC.format(now) + " + 5 min.)";
            return Optional.of(refused(header, SignatureFault.SKEWED, text));
        }
        return Optional.empty();
    }

    /** AWS wants host, content-type and every x-amz-* and x-amzn-* header that is there to be signed. */
    private static Optional<Verdict> coverageProblem(Inbound request, AuthorizationHeader header) {
        List<String> signed = header.signedHeaders();
        if (!signed.contains("host")) {
            return Optional.of(refused(
                    header, SignatureFault.MISMATCH, "'Host' must be a 'SignedHeader' in the AWS Authorization."));
        }
        for (Headers.Line line : request.headers().lines()) {
            String name = line.name().toLowerCase(Locale.ROOT);
            boolean mustBeSigned = name.equals("content-type")
                    || name.startsWith("x-amz-")
                    || name.equals("x-amzn-bedrock-request-metadata");
            if (mustBeSigned && !signed.contains(name)) {
                String text = "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.";
                return Optional.of(refused(header, SignatureFault.MISMATCH, text));
            }
        }
        if (!signed.equals(signed.stream().sorted().toList())) {
            return Optional.of(refused(header, SignatureFault.MISMATCH, NO_MATCH));
        }
        return Optional.empty();
    }

    private static Optional<Verdict> signatureProblem(
            Inbound request, AuthorizationHeader header, Credential credential) {
        String payloadHash = Digests.sha256Hex(request.body());
        Optional<String> declared = request.headers().first("x-amz-content-sha256");
        if (declared.isPresent() && !same(declared.get(), payloadHash)) {
            String text = "The provided 'x-amz-content-sha256' header does not match what was computed.";
            return Optional.of(refused(header, SignatureFault.MISMATCH, text));
        }
        String canonical = CanonicalRequest.of(request, header.signedHeaders(), payloadHash);
        String toSign = String.join(
                "\n",
                AuthorizationHeader.ALGORITHM,
                request.headers().first("x-amz-date").orElse(""),
                header.scope().toString(),
                Digests.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = Digests.signingKey(credential.secret(), header.scope());
        String expected = HexFormat.of().formatHex(Digests.hmac(key, toSign));
        return same(expected, header.signature())
                ? Optional.empty()
                : Optional.of(refused(header, SignatureFault.MISMATCH, NO_MATCH));
    }

    private static Verdict refused(AuthorizationHeader header, SignatureFault fault, String message) {
        return new Verdict.Refused(header.accessKey(), fault, message);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
