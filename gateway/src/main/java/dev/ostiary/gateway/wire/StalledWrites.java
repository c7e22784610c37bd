package dev.ostiary.gateway.wire;

import dev.ostiary.gateway.timing.LoopClock;
import io.netty.channel.Channel;
import java.time.Duration;

/** Notices that a client has taken no byte of what waits in its socket's queue for too long. Stateful; only for its event loop. */
final class StalledWrites {
    private final Channel channel;
    private final Duration longest;
    private boolean waiting;
    private long deadline;
    private long pending;
    private long progress;

    StalledWrites(Channel channel, Duration longest) {
        this.channel = channel;
        this.longest = longest;
    }

    boolean areStalled(LoopClock clock) {
        var queue = channel.unsafe().outboundBuffer();
        if (queue == null || queue.totalPendingWriteBytes() == 0) {
            waiting = false;
            return false;
        }
        long nowPending = queue.totalPendingWriteBytes();
        long nowProgress = queue.currentProgress();
        // unchanged means that no byte was taken. What is added meanwhile looks like progress, but back-pressure ends
        // that soon
        if (!waiting || nowPending != pending || nowProgress != progress) {
            waiting = true;
            pending = nowPending;
            progress = nowProgress;
            deadline = clock.in(longest);
            return false;
        }
        return clock.isOver(deadline);
    }
}
