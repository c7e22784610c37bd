package dev.ostiary.gateway.streams;

import dev.ostiary.gateway.timing.LoopClock;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Resets the HTTP/2 streams whose client opens no window for what waits for it. The socket's queue does not show them: their bytes
 * wait in the flow controller. Stateful; only for its event loop.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends the connection, which is seen elsewhere
public final class StalledStreams {
    private final ChannelHandlerContext context;
    private final Http2ConnectionHandler handler;
    private final Http2Connection.PropertyKey key;
    private final Duration longest;

    public StalledStreams(ChannelHandlerContext context, Http2ConnectionHandler handler, Duration longest) {
        this.context = context;
        this.handler = handler;
        this.key = handler.connection().newKey();
        this.longest = longest;
    }

    public void resetStalled(LoopClock clock) {
        if (handler.connection().numActiveStreams() == 0) {
            return;
        }
        var stalled = new ArrayList<Http2Stream>(0);
        try {
            handler.connection().forEachActiveStream(stream -> {
                if (isStalled(stream, clock)) {
                    stalled.add(stream);
                }
                return true;
            });
        } catch (Http2Exception impossible) {
            throw new IllegalStateException("looking at a stream does not fail", impossible);
        }
        if (!stalled.isEmpty()) {
            stalled.forEach(stream ->
                    handler.resetStream(context, stream.id(), Http2Error.CANCEL.code(), context.newPromise()));
            context.flush();
        }
    }

    private boolean isStalled(Http2Stream stream, LoopClock clock) {
        var flow = handler.encoder().flowController();
        if (!flow.hasFlowControlled(stream)) {
            stream.removeProperty(key);
            return false;
        }
        int window = flow.windowSize(stream);
        Wait last = stream.getProperty(key);
        if (last == null || last.window != window) {
            stream.setProperty(key, new Wait(window, clock.in(longest)));
            return false;
        }
        return clock.isOver(last.deadline);
    }

    /** The window shrinks with every byte sent and grows with every permission: unchanged means that nothing moved. */
    private record Wait(int window, long deadline) {}
}
