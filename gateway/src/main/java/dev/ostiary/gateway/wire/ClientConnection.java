package dev.ostiary.gateway.wire;

import dev.ostiary.gateway.streams.FrameWatch;
import dev.ostiary.gateway.streams.StalledStreams;
import dev.ostiary.gateway.timing.LoopClock;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection and what it is held to now. Stateful; only for its event loop. The states:
 *
 * <pre>
 *   opened --head--> busy --last answer--> resting --first byte--> head ...
 * </pre>
 *
 * In <i>busy</i> there is no deadline for reading: the request's owner has one. Everywhere else there is one, and the connection may
 * be closed to make room. An HTTP/2 connection can be at a next head in every state: that deadline is {@link FrameWatch}'s.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends the connection, which is seen elsewhere
final class ClientConnection implements LoopClock.Ticking {
    private static final long NONE = Long.MAX_VALUE;
    /** Enough for the largest body over a slow line; a client that reads early hangs up early. */
    private static final Duration LONGEST_LINGER = Duration.ofSeconds(60);

    // links of IdleList
    @Nullable
    ClientConnection before;

    @Nullable
    ClientConnection after;

    boolean listed;

    private final Channel channel;
    private final Lane lane;
    private final StalledWrites writes;
    private @Nullable StalledStreams streams;
    private @Nullable FrameWatch frames;
    private long deadline;
    private boolean atHead;
    private boolean endsWithAnswer;

    ClientConnection(Channel channel, Lane lane) {
        this.channel = channel;
        this.lane = lane;
        this.writes = new StalledWrites(channel, lane.bounds().writeIdle());
    }

    /** Accepted; the deadline for the head covers the TLS handshake and the HTTP/2 preface, too. */
    void opened() {
        lane.clock().add(this);
        lane.idle().add(this);
        headBegins();
        channel.closeFuture().addListener((ChannelFutureListener) closed -> {
            lane.clock().remove(this);
            lane.idle().remove(this);
            deadline = NONE;
        });
    }

    /** A byte of a next request was read. Later bytes of the same head do not move the deadline. */
    void headBegins() {
        if (!atHead) {
            atHead = true;
            deadline = lane.clock().in(lane.bounds().headTimeout());
        }
    }

    void busy() {
        atHead = false;
        deadline = NONE;
        lane.idle().remove(this);
    }

    /** No request is being answered. */
    void resting(Duration longest) {
        atHead = false;
        deadline = lane.clock().in(longest);
        lane.idle().add(this);
    }

    /** The last answer is out and the rest of what the client sends is thrown away. */
    void lingering() {
        resting(LONGEST_LINGER);
    }

    void watch(StalledStreams stalledStreams) {
        streams = stalledStreams;
    }

    void watch(FrameWatch frameWatch) {
        frames = frameWatch;
    }

    /** Says goodbye: at once when nothing runs, else when it has ended. */
    void drain(Duration longest) {
        var http2 = channel.pipeline().context(Http2ConnectionHandler.class);
        if (http2 != null && http2.handler() instanceof Http2ConnectionHandler handler) {
            if (handler.connection().numActiveStreams() > 0) {
                // of all streams (RFC 9113, 6.8), not of those until now: for one that the client opens before it reads
                // this, Netty would end the connection with everything that runs on it. The lane refuses it.
                sendGoAway(http2, handler, Integer.MAX_VALUE, Http2Error.NO_ERROR, "the gateway stops");
            }
            // a GOAWAY, if there was none; Netty closes when the last stream ends
            handler.gracefulShutdownTimeoutMillis(longest.toMillis());
            channel.close();
        } else if (listed) {
            channel.close();
        }
    }

    /** The connection's end is the answer's (HTTP/1.0): one that comes too early must not look like that. */
    void endsWithAnswer() {
        endsWithAnswer = true;
    }

    Lane lane() {
        return lane;
    }

    /** Ends the connection without asking the peer or the handlers: nothing that is still buffered is sent. */
    void drop() {
        if (endsWithAnswer && !listed) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0); // a TCP reset
        }
        channel.unsafe().close(channel.voidPromise());
    }

    /** Tells an HTTP/2 client why, as far as its socket takes it at once: nobody waits for one that is late. */
    private void goAway() {
        var http2 = channel.pipeline().context(Http2ConnectionHandler.class);
        if (http2 != null && http2.handler() instanceof Http2ConnectionHandler handler) {
            int last = handler.connection().remote().lastStreamCreated();
            var why = "a head took longer than ostiary.http.header-timeout";
            sendGoAway(http2, handler, last, Http2Error.ENHANCE_YOUR_CALM, why);
            http2.flush();
        }
    }

    private static void sendGoAway(
            ChannelHandlerContext http2, Http2ConnectionHandler handler, int last, Http2Error code, String why) {
        handler.goAway(http2, last, code.code(), ByteBufUtil.writeAscii(http2.alloc(), why), http2.newPromise());
    }

    @Override
    public void tick() {
        if (deadline != NONE && lane.clock().isOver(deadline)) {
            drop();
        } else if (frames != null && frames.isHeadLate()) {
            goAway();
            drop();
        } else if (writes.areStalled(lane.clock())) {
            drop();
        } else if (streams != null) {
            streams.resetStalled(lane.clock());
        }
    }
}
