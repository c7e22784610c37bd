package dev.ostiary.gateway.streams;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;

/**
 * Makes Netty remember the streams that it resets before it has made them: those with a malformed head, and those over the limit.
 * Without that, the frames that were under way behind such a head are of a stream that never was to Netty, which ends the connection
 * with all its other streams; RFC 9113, 5.4.2 wants them ignored. Stateful; only for its event loop.
 */
final class RejectedStreams {
    private static final int RESET_BYTES = 13;
    /** The first five bytes of every RST_STREAM: length 4, type 3, no flags. */
    private static final long RESET = 0x00_00_04_03_00L;

    private final Http2Connection connection;

    RejectedStreams(Http2Connection connection) {
        this.connection = connection;
    }

    /**
     * To be told of all bytes that go to the client.
     *
     * @param highestHead of the streams whose header block has come in whole. Only while Netty is still reading it can a stream up to
     *     here be unknown; so nothing in an answer is taken for a reset
     */
    void sending(ByteBuf bytes, int highestHead) {
        if (bytes.readableBytes() != RESET_BYTES || connection.remote().lastStreamCreated() >= highestHead) {
            return;
        }
        int start = bytes.readerIndex();
        long type = (long) bytes.getUnsignedMedium(start) << 16 | bytes.getUnsignedShort(start + 3);
        int id = bytes.getInt(start + 5);
        if (type == RESET && id <= highestHead && isNew(id)) {
            remember(id);
        }
    }

    private boolean isNew(int id) {
        return connection.remote().isValidStreamId(id) && !connection.remote().mayHaveCreatedStream(id);
    }

    private void remember(int id) {
        var clients = connection.remote();
        int most = clients.maxActiveStreams();
        // one over the limit must be let in, too; it is closed before anything else happens
        clients.maxActiveStreams(Integer.MAX_VALUE);
        try {
            clients.createStream(id, true).resetSent().close();
        } catch (Http2Exception goingAway) {
            // we have said goodbye: Netty makes no stream any more, whatever its head, and takes its DATA for an error
        } finally {
            clients.maxActiveStreams(most);
        }
    }
}
