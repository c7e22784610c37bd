package dev.ostiary.emulator.http;

import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Caller;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.signature.SignatureCheck;
import dev.ostiary.emulator.signature.Verdict;
import java.util.Map;

/** Who is let in: the signature check, and what the start options make of its verdict. */
public final class Gatekeeping {
    private final SignatureCheck check;
    private final Leniency leniency;
    private final String defaultRegion;
    private final Caller stranger;

    /**
     * @param refuseBadSignatures false lets everybody in, as an unknown user
     * @param acceptBearer true takes any bearer token for a good Bedrock API key
     */
    public record Leniency(boolean refuseBadSignatures, boolean acceptBearer) {}

    /** What was found, and whether it is enough. */
    sealed interface Admission {
        Verdict verdict();

        String region();

        record Admitted(Verdict verdict, String region, Caller caller) implements Admission {}

        record Refused(Verdict verdict, String region, AwsError error) implements Admission {}
    }

    public Gatekeeping(SignatureCheck check, Leniency leniency, String defaultRegion, String account) {
        this.check = check;
        this.leniency = leniency;
        this.defaultRegion = defaultRegion;
        stranger = new Caller("", "arn:aws:iam::" + account + ":user/stranger", "", Map.of());
    }

    Admission admit(Inbound request, Operation operation) {
        Verdict verdict = check.check(request, operation.isSts() ? "sts" : "bedrock");
        return switch (verdict) {
            case Verdict.Valid valid -> new Admission.Admitted(verdict, valid.region(), valid.caller());
            case Verdict.Bearer bearer ->
                leniency.acceptBearer() && !operation.isSts() ? stranger(verdict) : refused(verdict, apiKey(bearer));
            case Verdict.Refused refused -> {
                if (!leniency.refuseBadSignatures()) {
                    yield stranger(verdict);
                }
                AwsError error = refused.fault().toBedrockError(refused.message());
                yield refused(
                        verdict,
                        operation.isSts()
                                ? new AwsError(error.status(), refused.fault().stsCode(), error.message())
                                : error);
            }
        };
    }

    private static AwsError apiKey(Verdict.Bearer bearer) {
        String message = bearer.hasKeyPrefix()
                ? "Authentication failed: Please make sure your API Key is valid."
                : "Invalid API Key format: Must start with pre-defined prefix";
        return new AwsError(403, "AccessDeniedException", message, AwsError.Origin.FRONT);
    }

    private Admission stranger(Verdict verdict) {
        return new Admission.Admitted(verdict, defaultRegion, stranger);
    }

    private Admission refused(Verdict verdict, AwsError error) {
        return new Admission.Refused(verdict, defaultRegion, error);
    }
}
