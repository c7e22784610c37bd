package dev.ostiary.gateway.refusal;

/**
 * Every refusal that the gateway itself can give, as it looks on the wire: HTTP status, the bare AWS error type, and the name
 * of the body's only member (AWS writes {@code Message} for authentication and authorization, {@code message} elsewhere).
 */
public enum RefusalKind {
    UNRECOGNIZED_CLIENT(401, "UnrecognizedClientException"),
    EXPIRED_TOKEN(401, "ExpiredTokenException"),
    ACCESS_DENIED(403, "AccessDeniedException"),
    THROTTLING(429, "ThrottlingException"),
    QUOTA_EXCEEDED(400, "ServiceQuotaExceededException"),
    VALIDATION(400, "ValidationException"),
    UNKNOWN_OPERATION(404, "UnknownOperationException"),
    /** Known only for model discovery: an id that is well-formed, allowed to be asked for, and not in the catalogue. */
    NOT_FOUND(404, "ResourceNotFoundException"),
    METHOD_NOT_ALLOWED(405, "UnknownOperationException"),
    BODY_TOO_LARGE(413, "ValidationException"),
    TARGET_TOO_LONG(414, "ValidationException"),
    UNSUPPORTED_ENCODING(415, "ValidationException"),
    HEADERS_TOO_LARGE(431, "ValidationException"),
    MODEL_TIMEOUT(408, "ModelTimeoutException"),
    UNAVAILABLE(503, "ServiceUnavailableException"),
    INTERNAL(500, "InternalServerException");

    private final int status;
    private final String type;

    RefusalKind(int status, String type) {
        this.status = status;
        this.type = type;
    }

    public int status() {
        return status;
    }

    /** The value of {@code x-amzn-ErrorType}. */
    public String type() {
        return type;
    }

    /** The name of the body's member that carries the message. */
    public String messageMember() {
        return status == 401 || status == 403 ? "Message" : "message";
    }
}
