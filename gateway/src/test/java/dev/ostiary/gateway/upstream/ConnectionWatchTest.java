package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.upstream.ConnectionWatch.Exchange;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
    private final AtomicInteger ends = new AtomicInteger();
    private final Exchange exchange = new Exchange(ends::incrementAndGet);
    private final EmbeddedChannel channel = new EmbeddedChannel(new ConnectionWatch());

    private static HttpObject request() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    }

    private static HttpObject head(int status) {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    }

    @Test
    void aRequestCountsAsWrittenOnceALiveChannelHasIt() {
        ConnectionWatch.begin(channel, exchange);
        assertThat(exchange.isWritten()).isFalse();

        channel.writeOutbound(request());

        assertThat(exchange.isWritten()).isTrue();
    }

    @Test
    void aRequestForAClosedChannelIsNotWrittenAndTheExchangeIsOver() {
        ConnectionWatch.begin(channel, exchange);

        channel.close();
        channel.write(request());

        assertThat(exchange.isWritten()).isFalse();
        assertThat(exchange.isOver()).isTrue();
        assertThat(ends).hasValue(1);
    }

    @Test
    void anExchangeThatBeginsOnAClosedChannelIsOverAtOnce() {
        channel.close();

        ConnectionWatch.begin(channel, exchange);

        assertThat(exchange.isOver()).isTrue();
        assertThat(exchange.isWritten()).isFalse();
    }

    @Test
    void theAnswersLastByteEndsTheExchangeOnce() {
        ConnectionWatch.begin(channel, exchange);
        channel.writeOutbound(request());

        channel.writeInbound(head(200), new DefaultHttpContent(Unpooled.copiedBuffer(new byte[3])));
        assertThat(exchange.isOver()).isFalse();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        channel.close();

        assertThat(ends).hasValue(1);
    }

    @Test
    void interimAnswersAreSwallowedWithTheirEnd() {
        ConnectionWatch.begin(channel, exchange);
        channel.writeOutbound(request());

        channel.writeInbound(
                head(102), LastHttpContent.EMPTY_LAST_CONTENT, head(103), LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(exchange.isOver()).isFalse();
        assertThat(channel.<Object>readInbound()).isNull();
        channel.writeInbound(head(200));
        assertThat(channel.<Object>readInbound()).isInstanceOf(DefaultHttpResponse.class);
    }
}
