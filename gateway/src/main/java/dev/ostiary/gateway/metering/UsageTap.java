package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.ModelFamily;
import dev.ostiary.gateway.usage.Usage;
import io.netty.buffer.ByteBuf;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what an answer cost while it passes. It sees the same bytes as the app, keeps none of them (a few hundred bytes whatever the
 * answer's size) and never throws. Stateful: one exchange, one thread. Call {@link #head}, then {@link #body} or {@link #frame} as
 * often as there is something, then {@link #end}.
 *
 * <p>Where counts are read, in this order, the first that says anything alone being believed:
 *
 * <table>
 * <caption>sources by operation</caption>
 * <tr><td>Converse</td><td>{@code usage} of the body</td></tr>
 * <tr><td>ConverseStream</td><td>{@code usage} of the last {@code metadata} event</td></tr>
 * <tr><td>InvokeModel</td><td>{@code X-Amzn-Bedrock-*-Token-Count}; else the family's members in the body; cache figures that the
 * headers leave out are completed from the body</td></tr>
 * <tr><td>InvokeModelWithResponseStream</td><td>{@code amazon-bedrock-invocationMetrics} of the last chunk that has it; else, when the
 * stream ended properly, the last figure of each of the family's members</td></tr>
 * </table>
 *
 * <p>Input excludes cached tokens everywhere but in OpenAI's shape, whose cached tokens are taken out of the prompt's. Where they
 * complete headers or metrics, these keep their input; only when input and cached tokens would be more than the prompt, the input is
 * taken to hold them, and none are told apart.
 */
public final class UsageTap {
    private static final Logger LOGGER = LoggerFactory.getLogger(UsageTap.class);

    private final AnswerShape shape;
    private final @Nullable AnswerMeter meter;
    private @Nullable Usage settled;
    private boolean whole;

    private UsageTap(AnswerShape shape, @Nullable AnswerMeter meter) {
        this.shape = shape;
        this.meter = meter;
    }

    /** @param canonicalModelId the foundation model's id; anything else, or empty, is a model of which nothing is known */
    public static UsageTap of(AnswerShape shape, String canonicalModelId) {
        ModelFamily family = ModelFamily.of(canonicalModelId);
        AnswerMeter meter = switch (shape) {
            case CONVERSE -> new ConverseMeter();
            case CONVERSE_STREAM -> new ConverseStreamMeter();
            case INVOKE -> new InvokeMeter(family);
            case INVOKE_STREAM -> new InvokeStreamMeter(family);
            case UNMETERED -> null;
        };
        return new UsageTap(shape, meter);
    }

    public void head(int status, MultiMap headers) {
        if (meter == null) {
            settled = new Usage.NotMetered("the operation is not billed by tokens");
        } else if (status < 200 || status >= 300) {
            settled = new Usage.NotMetered("the answer has status " + status);
        } else {
            String encoding = headers.get("content-encoding");
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                settled = new Usage.Unknown("the answer is encoded");
            }
            guarded(found -> found.head(headers));
        }
    }

    /** Bytes of an answer that is no event stream. */
    public void body(Buffer segment) {
        guarded(found -> {
            ByteBuf bytes = segment.getByteBuf();
            if (bytes.hasArray()) {
                found.body(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), segment.length());
            } else {
                found.body(segment.getBytes(), 0, segment.length());
            }
        });
    }

    /** A frame of an answer that is an event stream. */
    public void frame(EventFrame frame) {
        guarded(found -> found.frame(frame));
    }

    /** @param wholeAnswer whether the answer came to its proper end: not broken, cut off or ended by an exception frame */
    public void end(boolean wholeAnswer) {
        whole = wholeAnswer;
    }

    /** What was counted so far; final after {@link #end}. */
    public Usage usage() {
        if (settled != null || meter == null) {
            return settled != null ? settled : new Usage.NotMetered("no answer came");
        }
        try {
            Usage usage = meter.usage(whole);
            if (usage != null) {
                return usage;
            }
            return new Usage.Unknown(whole ? "the answer holds no usage" : "the answer broke before its usage");
        } catch (RuntimeException bug) {
            return failed(bug);
        }
    }

    /** Whether a stream's first content event came: the time of the first token. */
    public boolean sawContent() {
        return meter != null && meter.sawContent();
    }

    /**
     * Whether a stream may end here. True when the final events came (Converse: {@code messageStop} and {@code metadata};
     * InvokeModel: invocation metrics), and for families that are not known to send them always.
     */
    public boolean sawFinal() {
        return meter == null || settled != null || meter.sawFinal();
    }

    private void guarded(Consumer<AnswerMeter> reading) {
        if (meter == null || settled != null) {
            return;
        }
        try {
            reading.accept(meter);
        } catch (RuntimeException bug) {
            settled = failed(bug);
        }
    }

    /** The answer must go on: it has been billed already, and the app is waiting for it. */
    private Usage failed(RuntimeException bug) {
        LOGGER.atError().addKeyValue("shape", shape).setCause(bug).log("usage reader failed");
        return new Usage.Unknown("the usage reader failed");
    }
}
