package dev.ostiary.gateway.catalogue;

import io.vertx.core.buffer.Buffer;

/** What the control plane said when it was asked for a list. */
public sealed interface ListReading {
    /** The body of a 200. */
    record Body(Buffer json) implements ListReading {}

    /**
     * Every other answer, and every failure.
     *
     * @param reason for the log: {@code 403 AccessDeniedException}, {@code connect}
     */
    record Missing(String reason) implements ListReading {}
}
