package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.http.Incoming;
import dev.ostiary.gateway.journal.ExchangeRecord;
import dev.ostiary.gateway.refusal.Refusal;
import java.time.Instant;

/** The journal entry of a request that the edge refused by itself, before it became an exchange. */
final class EdgeRefusal {
    private EdgeRefusal() {}

    static ExchangeRecord record(Incoming incoming, Refusal refusal, long snapshot, Instant time) {
        var head = incoming.head();
        var ending = Ending.refused(refusal, null);
        return new ExchangeRecord(
                time,
                new ExchangeRecord.Ids(incoming.requestId(), incoming.decision(), null, snapshot),
                new ExchangeRecord.Caller(
                        null,
                        null,
                        null,
                        head.client().getHostAddress(),
                        head.headers().get("User-Agent")),
                ExchangeRecord.Call.UNKNOWN,
                new ExchangeRecord.Result(ending.status(), ending.outcome(), ending.deniedBy(), null, null, null),
                new ExchangeRecord.Timing(
                        incoming.elapsedNanos(),
                        -1,
                        -1,
                        incoming.bodyBytes(),
                        incoming.response().bytesWritten()));
    }
}
