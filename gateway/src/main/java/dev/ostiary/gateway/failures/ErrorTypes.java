package dev.ostiary.gateway.failures;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of Bedrock's errors: read from the head of an answer, and folded into a bounded metric label. */
public final class ErrorTypes {
    /** The exceptions of bedrock-runtime's API model, 2023-09-30, and those of AWS's common errors that are ours to cause. */
    private static final Set<String> KNOWN = Set.of(
            "AccessDeniedException",
            "ConflictException",
            "InternalServerException",
            "ModelErrorException",
            "ModelNotReadyException",
            "ModelStreamErrorException",
            "ModelTimeoutException",
            "ResourceNotFoundException",
            "ServiceQuotaExceededException",
            "ServiceUnavailableException",
            "ThrottlingException",
            "UnknownOperationException",
            "ValidationException");

    /** Our signature, our session or our clock was refused: common errors of AWS's query and REST protocols. */
    private static final Set<String> CREDENTIALS_REFUSED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private ErrorTypes() {}

    /** {@code ThrottlingException:http://internal.amazon.com/…} names the type before the colon; a namespace ends with `#`. */
    public static @Nullable String bare(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int colon = header.indexOf(':');
        var type = colon < 0 ? header : header.substring(0, colon);
        type = type.substring(type.indexOf('#') + 1).strip();
        return type.isEmpty() ? null : type;
    }

    public static boolean isCredentialsRefused(@Nullable String type) {
        return type != null && CREDENTIALS_REFUSED.contains(type);
    }

    /**
     * Label {@code type} of {@code ostiary_upstream_errors_total} for an answer that is no success, or for an exception frame in a
     * stream: a known type, else {@code http_4xx} or {@code http_5xx}; what Bedrock sends never makes a series of its own.
     *
     * @param type bare name, first letter in either case (frames begin lower case); null when it was not named
     */
    public static String label(int status, @Nullable String type) {
        if (type != null && !type.isEmpty()) {
            var name = Character.toUpperCase(type.charAt(0)) + type.substring(1);
            if (KNOWN.contains(name)) {
                return name;
            }
        }
        return status >= 500 ? "http_5xx" : "http_4xx";
    }
}
