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
import java.math.BigDecimal;
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
    private final LogTime time = new LogTime();
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

    private void render(ExchangeRecord exchange, JsonGenerator line) throws IOException {
        line.writeStartObject();
        text(line, LogField.TIME, time.text(exchange.time()));
        text(line, LogField.REQUEST_ID, exchange.ids().requestId());
        text(line, LogField.DECISION, exchange.ids().decision());
        writeCaller(line, exchange.caller());
        writeCall(line, exchange.call());
        writeResult(line, exchange.result());
        writeTiming(line, exchange);
        text(line, LogField.CLIENT_IP, exchange.caller().clientIp());
        text(line, LogField.USER_AGENT, exchange.caller().userAgent());
        line.writeEndObject();
    }

    private static void writeCaller(JsonGenerator line, ExchangeRecord.Caller caller) throws IOException {
        text(line, LogField.APP, caller.app());
        text(line, LogField.ISSUER, caller.issuer());
        text(line, LogField.SUBJECT, caller.subject());
    }

    private static void writeCall(JsonGenerator line, ExchangeRecord.Call call) throws IOException {
        text(line, LogField.OPERATION, call.operation());
        text(line, LogField.MODEL_ID, call.modelId());
        text(line, LogField.MODEL, call.model());
        text(line, LogField.PROFILE, call.profile());
        text(line, LogField.REGION, call.region());
        text(line, LogField.SCOPE, call.scope());
        text(line, LogField.TIER, call.tier());
        line.writeFieldName(LogField.STREAM.json());
        line.writeBoolean(call.stream());
    }

    private static void writeResult(JsonGenerator line, ExchangeRecord.Result result) throws IOException {
        number(line, LogField.STATUS, result.status());
        text(line, LogField.OUTCOME, result.outcome().label());
        text(
                line,
                LogField.DENIED_BY,
                result.deniedBy() == null
                        ? result.upstreamDeniedBy()
                        : result.deniedBy().label());
        text(line, LogField.UPSTREAM_ERROR, result.upstreamError());
        line.writeFieldName(LogField.TOKENS.json());
        if (result.usage() instanceof Usage.Known known) {
            line.writeStartObject();
            number(line, LogField.INPUT, known.input());
            number(line, LogField.OUTPUT, known.output());
            number(line, LogField.CACHE_READ, known.cacheRead());
            number(line, LogField.CACHE_WRITE, known.cacheWrite());
            number(line, LogField.CACHE_WRITE_1H, known.cacheWrite1h());
            if (known.images() > 0) {
                number(line, LogField.IMAGES, known.images());
            }
            line.writeEndObject();
        } else {
            line.writeNull();
        }
        text(line, LogField.USAGE_SOURCE, source(result.usage()));
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
        millis(line, LogField.DURATION_MS, timing.durationNanos());
        millis(line, LogField.FIRST_BYTE_MS, timing.firstByteNanos());
        text(line, LogField.UPSTREAM_REQUEST_ID, exchange.ids().upstreamRequestId());
        number(line, LogField.SNAPSHOT, exchange.ids().snapshot());
        number(line, LogField.BYTES_IN, timing.bytesIn());
        number(line, LogField.BYTES_OUT, timing.bytesOut());
    }

    private static void millis(JsonGenerator line, LogField field, long nanos) throws IOException {
        line.writeFieldName(field.json());
        if (nanos < 0) {
            line.writeNull();
        } else {
            line.writeNumber(BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3));
        }
    }

    private static void number(JsonGenerator line, LogField field, long value) throws IOException {
        line.writeFieldName(field.json());
        line.writeNumber(value);
    }

    private static void text(JsonGenerator line, LogField field, @Nullable String value) throws IOException {
        line.writeFieldName(field.json());
        if (value == null) {
            line.writeNull();
        } else {
            line.writeString(ShortText.cut(value, MAX_TEXT, "..."));
        }
    }
}
