package dev.ostiary.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/**
 * Sees the bytes of an HTTP/2 connection before Netty's codec does, which says nothing of a frame or a header block until it is whole:
 * so only here an unfinished one can be held to a deadline. Passes everything on as it is. Stateful; only for its event loop.
 */
final class FrameWatch extends ChannelInboundHandlerAdapter {
    private static final long NONE = Long.MAX_VALUE;

    private final LoopClock clock;
    private final Duration headTimeout;
    private final FrameBorders borders = new FrameBorders();
    private long head;
    private long deadline = NONE;

    FrameWatch(LoopClock clock, Duration headTimeout) {
        this.clock = clock;
        this.headTimeout = headTimeout;
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

    /** TLS turned out to carry HTTP/1. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline = NONE;
    }

    /** Whether the client has been at one head for longer than it may. */
    boolean isHeadLate() {
        return deadline != NONE && clock.isOver(deadline);
    }
}
