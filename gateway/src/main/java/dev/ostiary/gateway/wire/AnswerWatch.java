package dev.ostiary.gateway.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;

/**
 * Sees the answers of an HTTP/1 connection and closes it gently: when the client may still be sending, only our half is closed, and
 * the rest is read and thrown away until the client has hung up. Closing at once would make its kernel throw away the answer
 * together with the connection, and the SDK would report a broken pipe in place of the refusal. Stateful; only for its event loop.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends the connection, which is seen elsewhere
final class AnswerWatch extends ChannelOutboundHandlerAdapter {
    private final ClientConnection client;
    private final RequestDecoder decoder;
    private boolean lingering;

    AnswerWatch(ClientConnection client, RequestDecoder decoder) {
        this.client = client;
        this.decoder = decoder;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean answer = true;
        if (message instanceof HttpResponse response) {
            answer = response.status().code() >= 200;
            if (client.lane().isDraining() && answer) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        context.write(message, promise);
        if (answer && message instanceof LastHttpContent) {
            decoder.answered();
            if (client.lane().isDraining() && !decoder.isAnsweringSomething()) {
                // after the write that ends the answer has been flushed by Vert.x
                context.executor().execute(() -> context.channel().close());
            }
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (lingering || !decoder.mayReceiveMore() || !(context.channel() instanceof DuplexChannel duplex)) {
            context.close(promise);
            return;
        }
        lingering = true;
        decoder.ignoreWhatFollows();
        client.lingering();
        duplex.config().setAutoRead(true);
        duplex.closeFuture().addListener(closed -> promise.trySuccess());
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) flushed -> {
            var ssl = context.pipeline().get(SslHandler.class);
            if (ssl == null) {
                duplex.shutdownOutput();
            } else {
                ssl.closeOutbound();
            }
        });
    }
}
