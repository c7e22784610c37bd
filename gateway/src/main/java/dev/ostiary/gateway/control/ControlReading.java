package dev.ostiary.gateway.control;

import dev.ostiary.gateway.failures.FailureKind;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What asking the control plane gives. */
public sealed interface ControlReading {

    /**
     * An answer of any status.
     *
     * @param errorType bare; null for a success, or when Bedrock did not name it
     */
    record ControlAnswer(int status, Buffer body, @Nullable String errorType) implements ControlReading {
        public boolean isSuccess() {
            return status == 200;
        }
    }

    /** No answer, or one that broke, took too long or was too large. */
    record NoControlAnswer(FailureKind kind) implements ControlReading {}
}
