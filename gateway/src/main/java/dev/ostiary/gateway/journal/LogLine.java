package dev.ostiary.gateway.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ostiary.gateway.refusal.ShortText;
import dev.ostiary.gateway.usage.Usage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Renders one exchange as one line of JSON. Everything but plain ASCII is escaped and caller-chosen text is cut, so that no input
 * can break a line, hide in one or colour a terminal. One instance per writing thread; never closes its target.
 */
final class LogLine {
    private static final int MAX_TEXT = 256;
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final ByteArrayOutputStream scratch = new ByteArrayOutputStream();
    private final OutputStream out;
    private @Nullable JsonGenerator generator;

    /** @param out where lines go, in as few writes as possible; never closed */
    LogLine(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    /** Writes a whole line or, when it throws, nothing of it. */
    void write(ExchangeRecord exchange) throws IOException {
        JsonGenerator line = generator == null ? JSON.createGenerator(scratch) : generator;
        generator = null; // one that failed is in the middle of a line
        scratch.reset();
        render(exchange, line);
        line.flush();
        generator = line;
        scratch.write('\n');
        scratch.writeTo(out);
    }

    void flush() throws IOException {
        out.flush();
    }

    private static void render(ExchangeRecord exchange, JsonGenerator line) throws IOException {
        line.writeStartObject();
        line.writeStringField("time", exchange.time().toString());
        line.writeStringField("requestId", exchange.ids().requestId());
        line.writeStringField("decision", exchange.ids().decision());
        writeCaller(line, exchange.caller());
        writeCall(line, exchange.call());
        writeResult(line, exchange.result());
        writeTiming(line, exchange);
        text(line, "clientIp", exchange.caller().clientIp());
        text(line, "userAgent", exchange.caller().userAgent());
        line.writeEndObject();
    }

    private static void writeCaller(JsonGenerator line, ExchangeRecord.Caller caller) throws IOException {
        text(line, "app", caller.app());
        text(line, "issuer", caller.issuer());
        text(line, "subject", caller.subject());
    }

    private static void writeCall(JsonGenerator line, ExchangeRecord.Call call) throws IOException {
        text(line, "operation", call.operation());
        text(line, "modelId", call.modelId());
        text(line, "model", call.model());
        text(line, "profile", call.profile());
        text(line, "region", call.region());
        text(line, "scope", call.scope());
        text(line, "tier", call.tier());
        line.writeBooleanField("stream", call.stream());
    }

    private static void writeResult(JsonGenerator line, ExchangeRecord.Result result) throws IOException {
        line.writeNumberField("status", result.status());
        line.writeStringField("outcome", result.outcome().label());
        text(
                line,
                "deniedBy",
                result.deniedBy() == null
                        ? result.upstreamDeniedBy()
                        : result.deniedBy().label());
        text(line, "upstreamError", result.upstreamError());
        line.writeFieldName("tokens");
        if (result.usage() instanceof Usage.Known known) {
            line.writeStartObject();
            line.writeNumberField("input", known.input());
            line.writeNumberField("output", known.output());
            line.writeNumberField("cacheRead", known.cacheRead());
            line.writeNumberField("cacheWrite", known.cacheWrite());
            line.writeNumberField("cacheWrite1h", known.cacheWrite1h());
            if (known.images() > 0) {
                line.writeNumberField("images", known.images());
            }
            line.writeEndObject();
        } else {
            line.writeNull();
        }
        text(line, "usageSource", source(result.usage()));
    }

    private static @Nullable String source(@Nullable Usage usage) {
        return switch (usage) {
            case null -> null;
            case Usage.Known known -> known.source().label();
            case Usage.Unknown unknown -> "unknown";
            case Usage.NotMetered nothing -> null;
        };
    }

    private static void writeTiming(JsonGenerator line, ExchangeRecord exchange) throws IOException {
        var timing = exchange.timing();
        millis(line, "durationMs", timing.durationNanos());
        millis(line, "firstByteMs", timing.firstByteNanos());
        text(line, "upstreamRequestId", exchange.ids().upstreamRequestId());
        line.writeNumberField("snapshot", exchange.ids().snapshot());
        line.writeNumberField("bytesIn", timing.bytesIn());
        line.writeNumberField("bytesOut", timing.bytesOut());
    }

    private static void millis(JsonGenerator line, String name, long nanos) throws IOException {
        if (nanos < 0) {
            line.writeNullField(name);
        } else {
            line.writeNumberField(name, TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0);
        }
    }

    private static void text(JsonGenerator line, String name, @Nullable String value) throws IOException {
        if (value == null) {
            line.writeNullField(name);
        } else {
            line.writeStringField(name, ShortText.cut(value, MAX_TEXT, "..."));
        }
    }
}
