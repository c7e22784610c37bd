package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.drain.Drains;
import dev.ostiary.gateway.timing.Timers;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What is the same for every answer of a process. */
record RelayTerms(RelayLoad load, Drains drains, Duration drainTimeout, LongSupplier ticker, Timers timers) {}
