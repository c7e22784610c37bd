package dev.ostiary.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.CharsetUtil;

/**
 * Looks at the first bytes of a plaintext connection: the whole HTTP/2 preface means HTTP/2, everything else HTTP/1.1. Vert.x has
 * such a handler, but with it comes {@code Upgrade: h2c}, which cannot be switched off there: an upgraded request would have been
 * read by the HTTP/1 decoder and answered by the HTTP/2 code, a second way in that nothing needs.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends the connection, which is seen elsewhere
final class ProtocolSniffer extends ChannelInboundHandlerAdapter {
    private static final ByteBuf PREFACE = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", CharsetUtil.US_ASCII));

    private final Lane lane;
    private ByteBuf seen = Unpooled.EMPTY_BUFFER;

    ProtocolSniffer(Lane lane) {
        this.lane = lane;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        seen = seen.isReadable() ? Unpooled.wrappedBuffer(seen, bytes) : bytes;
        int length = Math.min(seen.readableBytes(), PREFACE.readableBytes());
        if (!ByteBufUtil.equals(seen, seen.readerIndex(), PREFACE, 0, length)) {
            hand(context, false);
        } else if (length == PREFACE.readableBytes()) {
            hand(context, true);
        }
    }

    private void hand(ChannelHandlerContext context, boolean http2) {
        if (http2) {
            lane.configureHttp2(context.channel());
        } else {
            lane.configureHttp1(context.channel());
        }
        var all = seen;
        seen = Unpooled.EMPTY_BUFFER;
        context.pipeline().remove(this);
        context.fireChannelRead(all);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        seen.release();
        seen = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
