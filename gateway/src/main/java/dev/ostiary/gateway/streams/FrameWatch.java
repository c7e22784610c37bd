package dev.ostiary.gateway.streams;

import dev.ostiary.gateway.timing.LoopClock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Connection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees the bytes of an HTTP/2 connection before Netty's codec does, which says nothing of a frame or a header block until it is whole:
 * so only here an unfinished one can be held to a deadline. Also sees what the codec sends, for the {@link RejectedStreams}. Passes
 * everything on as it is. Stateful; only for its event loop.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends the connection, which is seen elsewhere
public final class FrameWatch extends ChannelDuplexHandler {
    private static final long NONE = Long.MAX_VALUE;

    private final LoopClock clock;
    private final Duration headTimeout;
    private final FrameBorders borders = new FrameBorders();
    private @Nullable RejectedStreams rejected;
    private long head;
    private long deadline = NONE;

    public FrameWatch(LoopClock clock, Duration headTimeout) {
        this.clock = clock;
        this.headTimeout = headTimeout;
    }

    /** Not before the client's SETTINGS are read; nothing can be rejected earlier. */
    public void watch(Http2Connection connection) {
        rejected = new RejectedStreams(connection);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            borders.read(bytes);
            long unfinished = borders.unfinishedHead();
            if (unfinished != head) {
                head = unfinished;
                deadline = unfinished == 0 ? NONE : clock.in(headTimeout);
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (rejected != null && message instanceof ByteBuf bytes) {
            rejected.sending(bytes, borders.highestHead());
        }
        context.write(message, promise);
    }

    /** TLS turned out to carry HTTP/1. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline = NONE;
    }

    /** Whether the client has been at one head for longer than it may. */
    public boolean isHeadLate() {
        return deadline != NONE && clock.isOver(deadline);
    }
}
