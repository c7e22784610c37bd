package dev.ostiary.emulator.exchange;

import java.util.Locale;

/** An error in the shape of the Bedrock service: type in `x-amzn-ErrorType`, text in the body. */
public record AwsError(int status, String type, String message, Origin origin) {
    /** Who refused. It shows in the body: `Message` from the front, `message` from the service (facts 1.6). */
    public enum Origin {
        /** Authentication and IAM. */
        FRONT,
        SERVICE
    }

    private static final String TYPE_SUFFIX = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

    public AwsError(int status, String type, String message) {
        this(status, type, message, Origin.SERVICE);
    }

    public static AwsError validation(String message) {
        return new AwsError(400, "ValidationException", message);
    }

    public static AwsError notFound(String message) {
        return new AwsError(404, "ResourceNotFoundException", message);
    }

    public static AwsError accessDenied(String message) {
        return new AwsError(403, "AccessDeniedException", message);
    }

    public static AwsError throttling(String message) {
        return new AwsError(429, "ThrottlingException", message);
    }

    public static AwsError conflict(String message) {
        return new AwsError(400, "ConflictException", message);
    }

    public Answer toAnswer() {
        var body = Json.object().put(origin == Origin.FRONT ? "Message" : "message", message);
        return Answer.json(status, body)
                .withHeaders(Headers.NONE
                        .with("Content-Type", "application/json")
                        .with("x-amzn-ErrorType", type + TYPE_SUFFIX));
    }

    /** The name of the same error inside an event stream: lower camel case. */
    public String frameType() {
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
}
