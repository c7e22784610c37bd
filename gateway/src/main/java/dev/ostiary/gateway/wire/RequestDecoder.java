package dev.ostiary.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's HTTP/1 decoder in its strict settings, which also knows where in the conversation the connection is: it holds back
 * pipelined requests when too many wait for an answer, and throws everything away once the connection is to be closed, so that no
 * smuggled request behind a refused one is ever looked at. Stateful; only for its event loop.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** Pipelined requests waiting behind the one being answered. No client we know of pipelines at all. */
    static final int MAX_UNANSWERED = 16;

    private static final int MAX_DISCARDED = 64 << 20;

    private final ClientConnection client;
    private int unanswered;
    private boolean insideMessage;
    private boolean headUnfinished;
    private boolean held;
    private boolean readWanted;
    private boolean discarding;
    private long headBegan;
    private @Nullable ChunkGrammar chunks;
    private boolean bodyMalformed;
    private long discarded;
    private final HeadGrammar grammar = new HeadGrammar();
    private ChannelHandlerContext context;

    @SuppressWarnings("NullAway.Init") // the context comes with handlerAdded, before the first byte
    RequestDecoder(ClientConnection client, int maxHeadBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeadBytes)
                .setMaxHeaderSize(maxHeadBytes)
                .setMaxChunkSize(64 << 10)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
        this.client = client;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        var version = HttpVersion.valueOf(line[2]);
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new IllegalArgumentException("not a version that is spoken here");
        }
        // Vert.x' own map: its request would have to wrap any other
        return new DefaultHttpRequest(version, HttpMethod.valueOf(line[0]), line[1], HeadersMultiMap.httpHeaders());
    }

    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", HeadersMultiMap.httpHeaders());
    }

    /** Netty drops the length and goes on; whoever sits in front of us may have believed the length. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Content-Length together with Transfer-Encoding");
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (discarding) {
            discard(in);
            return;
        }
        if (!insideMessage && unanswered >= MAX_UNANSWERED) {
            hold();
            return;
        }
        if (!insideMessage && !headUnfinished) {
            headBegan = System.nanoTime();
        }
        int before = out.size();
        int start = in.readerIndex();
        super.decode(context, in, out);
        if (!insideMessage) {
            grammar.read(in, start, in.readerIndex());
        } else if (hasFailed(out, before) || (chunks != null && !chunks.read(in, start, in.readerIndex()))) {
            endMalformedBody(out, before);
        }
        for (int i = before; i < out.size(); i++) {
            follow(out.get(i));
        }
        if (unanswered == 0) {
            if (insideMessage) {
                client.resting(client.lane().bounds().bodyIdle());
            } else if (out.size() == before) {
                client.headBegins();
            }
        }
        headUnfinished = !insideMessage && out.size() == before;
    }

    private static boolean hasFailed(List<Object> out, int from) {
        for (int i = from; i < out.size(); i++) {
            if (out.get(i) instanceof HttpObject object
                    && object.decoderResult().isFailure()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What was decoded of the bad bytes is taken back; what follows them has no beginning that two servers would agree on. To Vert.x the
     * body ends in order: told of a failure it would close the connection, with no answer when nobody reads the body yet.
     */
    private void endMalformedBody(List<Object> out, int from) {
        for (int i = out.size() - 1; i >= from; i--) {
            ReferenceCountUtil.release(out.remove(i));
        }
        out.add(LastHttpContent.EMPTY_LAST_CONTENT);
        bodyMalformed = true;
        discarding = true;
    }

    /** The client has hung up: half a head is no request, and nobody is left to be told. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
    }

    private void follow(Object message) {
        if (message instanceof HttpRequest request) {
            insideMessage = true;
            chunks = HttpUtil.isTransferEncodingChunked(request) ? new ChunkGrammar() : null;
            unanswered++;
            client.busy();
            if (!grammar.endHead() && request.decoderResult().isSuccess()) {
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("malformed head")));
                discarding = true;
            }
            if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                // an HTTP/1.0 connection ends with its answer: a stream without a length has no other end there
                request.headers().remove(HttpHeaderNames.CONNECTION);
                client.endsWithAnswer();
            } else if (!HttpUtil.isKeepAlive(request)) {
                // Vert.x knows `close` only when it stands alone
                request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (message instanceof LastHttpContent last && last.decoderResult().isSuccess()) {
            insideMessage = false;
            if (unanswered == 0) {
                client.resting(client.lane().bounds().keepAlive());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        super.channelRead(context, message);
        if (held) {
            hold();
        }
    }

    /** The last byte of an answer was written. */
    void answered() {
        unanswered--;
        if (unanswered == 0) {
            if (headUnfinished) {
                client.resting(client.lane().bounds().headTimeout());
            } else {
                client.resting(
                        insideMessage
                                ? client.lane().bounds().bodyIdle()
                                : client.lane().bounds().keepAlive());
            }
        }
        if (held) {
            held = false;
            context.executor().execute(this::goOn);
        }
    }

    /** Whether the body of the request being answered is not what was sent. It is always the last one: nothing is decoded behind it. */
    boolean isBodyMalformed() {
        return bodyMalformed && unanswered <= 1;
    }

    /** Reading of {@link System#nanoTime()} at the first byte of the head that was decoded last. */
    long headBegan() {
        return headBegan;
    }

    boolean isAnsweringSomething() {
        return unanswered > 0;
    }

    /** Whether the client may still be sending what nobody will answer. */
    boolean mayReceiveMore() {
        return insideMessage || headUnfinished || unanswered > 0 || discarding;
    }

    /** From here on every byte is thrown away. */
    void ignoreWhatFollows() {
        discarding = true;
        held = false;
        context.executor().execute(this::goOn);
    }

    private void discard(ByteBuf in) {
        discarded += in.readableBytes();
        in.skipBytes(in.readableBytes());
        if (discarded > MAX_DISCARDED) {
            client.drop();
        }
    }

    /** Stops reading from the socket; what was read already stays undecoded. Vert.x may switch reading on meanwhile: asked again. */
    private void hold() {
        var config = context.channel().config();
        readWanted = (held && readWanted) || config.isAutoRead();
        held = true;
        config.setAutoRead(false);
    }

    private void goOn() {
        if (context.isRemoved()) {
            return;
        }
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception broken) {
            context.fireExceptionCaught(broken);
        }
        if (!held && readWanted) {
            readWanted = false;
            context.channel().config().setAutoRead(true);
        }
    }
}
