package dev.ostiary.gateway.limits;

import dev.ostiary.gateway.refusal.Refusal;

/** Whether the app's limits let a call through. */
public sealed interface Admission {
    /** Let through; the lease must be released when the call has ended, however it ended. */
    record Admitted(Lease lease) implements Admission {}

    record Refused(Refusal refusal) implements Admission {}
}
