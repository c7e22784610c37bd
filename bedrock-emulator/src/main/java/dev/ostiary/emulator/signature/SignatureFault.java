package dev.ostiary.emulator.signature;

import dev.ostiary.emulator.exchange.AwsError;

/**
 * Why a signature is refused, with the names that the two wire protocols have for it. Texts and statuses follow public
 * captures and AWS's common-error pages; they were not measured against AWS by this project.
 */
public enum SignatureFault {
    MISSING(403, "MissingAuthenticationTokenException", "MissingAuthenticationToken"),
    INCOMPLETE(403, "IncompleteSignatureException", "IncompleteSignature"),
    UNKNOWN_KEY(403, "UnrecognizedClientException", "InvalidClientTokenId"),
    EXPIRED_TOKEN(403, "ExpiredTokenException", "ExpiredToken"),
    SCOPE(403, "InvalidSignatureException", "SignatureDoesNotMatch"),
    SKEWED(403, "InvalidSignatureException", "SignatureDoesNotMatch"),
    MISMATCH(403, "InvalidSignatureException", "SignatureDoesNotMatch");

    private final int status;
    private final String bedrockType;
    private final String stsCode;

    SignatureFault(int status, String bedrockType, String stsCode) {
        this.status = status;
        this.bedrockType = bedrockType;
        this.stsCode = stsCode;
    }

    public AwsError toBedrockError(String message) {
        return new AwsError(status, bedrockType, message, AwsError.Origin.FRONT);
    }

    /** The code that STS uses for the same fault. */
    public String stsCode() {
        return stsCode;
    }
}
