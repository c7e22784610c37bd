package dev.ostiary.gateway.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What an SDK client really got: status, headers and bytes of each answer, in order. */
final class Captured implements ExecutionInterceptor {
    /** What the gateway adds or what differs by nature; everything else must be equal. docs/security.md has the same list. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "date",
            "x-amzn-requestid",
            "x-ostiary-region",
            "x-ostiary-decision",
            "x-ostiary-denied-by",
            "connection",
            "transfer-encoding",
            "content-length");

    record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    private final List<SdkHttpResponse> heads = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        heads.add(context.httpResponse());
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(body -> {
            try {
                byte[] bytes = body.readAllBytes();
                bodies.add(bytes);
                return new ByteArrayInputStream(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responsePublisher().map(publisher -> {
            var collected = new ArrayList<byte[]>();
            var copy = SdkPublisher.adapt(publisher)
                    .map(buffer -> {
                        var bytes = new byte[buffer.remaining()];
                        buffer.duplicate().get(bytes);
                        collected.add(bytes);
                        return buffer;
                    })
                    .doAfterOnComplete(() -> bodies.add(join(collected)));
            return copy;
        });
    }

    private static byte[] join(List<byte[]> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        parts.forEach(all::put);
        return all.array();
    }

    /** The only answer. */
    Answer answer() {
        if (heads.size() != 1 || bodies.size() != 1) {
            throw new AssertionError("one answer expected, got " + heads.size() + " and " + bodies.size() + " bodies");
        }
        var headers = new TreeMap<String, List<String>>();
        heads.getFirst().headers().forEach((name, values) -> {
            if (!NOT_COMPARED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return new Answer(heads.getFirst().statusCode(), headers, bodies.getFirst());
    }
}
