package dev.ostiary.gateway.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ostiary.gateway.body.JsonCursor;
import dev.ostiary.gateway.model.Arn;
import dev.ostiary.gateway.model.ModelId;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Async jobs belong to the app that started them: reads Bedrock's answers, hides other apps' jobs, and gives back the token that the
 * caller had sent. Pure; an answer that cannot be read shows nothing.
 */
public final class AsyncJobs {
    private static final String TYPE = "async-invoke/";

    private AsyncJobs() {}

    /**
     * The one answer for a job that is missing, is another app's, or cannot be read: the exchange gives it in all of these cases, so
     * that they cannot be told apart. It also replaces Bedrock's own not-found.
     */
    public static Refusal missing() {
        return Refusal.of(
                RefusalKind.NOT_FOUND,
                DeniedBy.REQUEST,
                "Could not find the async invocation.",
                "an app sees only the jobs that it started");
    }

    /**
     * The answer to GetAsyncInvoke with the caller's own token.
     *
     * @param answer Bedrock's body of a 200
     * @return null when the job is not the app's or the answer cannot be read
     */
    public static @Nullable Buffer own(String appId, Buffer answer) {
        byte[] bytes = answer.getBytes();
        try (JsonParser json = JsonCursor.parser(bytes)) {
            Job job = json.nextToken() == JsonToken.START_OBJECT ? job(json) : null;
            if (job == null || !job.belongsTo(appId) || json.nextToken() != null) {
                return null;
            }
            return Buffer.buffer(job.restored(appId, bytes, 0, bytes.length));
        } catch (IOException e) {
            return null; // fail closed: what cannot be read is nobody's
        }
    }

    /**
     * The answer to ListAsyncInvokes without other apps' jobs; every other byte, {@code nextToken} too, as it came.
     *
     * @param answer Bedrock's body of a 200
     * @return null when the answer cannot be read
     */
    public static @Nullable Buffer ownOnly(String appId, Buffer answer) {
        byte[] bytes = answer.getBytes();
        Buffer out = Buffer.buffer(bytes.length);
        int copied = 0;
        try (JsonParser json = JsonCursor.parser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean jobs = json.currentName().equals("asyncInvokeSummaries");
                if (json.nextToken() == JsonToken.START_ARRAY && jobs) {
                    out.appendBytes(bytes, copied, offset(json) - copied);
                    out.appendBytes(
                            String.join(",", ownJobs(appId, json, bytes)).getBytes(UTF_8));
                    copied = (int) json.currentTokenLocation().getByteOffset();
                } else {
                    json.skipChildren();
                }
            }
            return json.nextToken() == null ? out.appendBytes(bytes, copied, bytes.length - copied) : null;
        } catch (IOException e) {
            return null; // fail closed: the exchange answers 500 rather than somebody else's jobs
        }
    }

    /** {@return what is wrong with the ARN of an invocation, or null; AWS's shape AsyncInvokeArn} */
    static @Nullable String faultOfArn(String text) {
        String expected = "expected arn:partition:bedrock:region:account:async-invoke/id";
        if (ModelId.faultOf(text) != null) {
            return expected;
        }
        Arn arn = Arn.parse(text);
        return arn != null && (arn.type() + "/").equals(TYPE) && arn.id().indexOf('/') < 0 ? null : expected;
    }

    private static List<String> ownJobs(String appId, JsonParser json, byte[] bytes) throws IOException {
        List<String> own = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int start = (int) json.currentTokenLocation().getByteOffset();
            Job job = job(json);
            if (job != null && job.belongsTo(appId)) {
                own.add(new String(job.restored(appId, bytes, start, offset(json)), UTF_8));
            }
        }
        return own;
    }

    /** Reads to the end of the current object; null when it has no token. */
    private static @Nullable Job job(JsonParser json) throws IOException {
        Job job = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isToken = json.currentName().equals("clientRequestToken");
            if (json.nextToken() == JsonToken.VALUE_STRING && isToken) {
                int start = (int) json.currentTokenLocation().getByteOffset();
                String token = json.getText();
                job = new Job(token, start, offset(json));
            } else {
                json.skipChildren();
            }
        }
        return job;
    }

    private static int offset(JsonParser json) {
        return (int) json.currentLocation().getByteOffset();
    }

    /** A job's token and where it stands in the whole answer. */
    private record Job(String token, int start, int end) {
        boolean belongsTo(String appId) {
            return AsyncToken.belongsTo(appId, token);
        }

        /** The bytes of {@code [from, to)} with the caller's own token in the place of ours. */
        byte[] restored(String appId, byte[] bytes, int from, int to) {
            return Buffer.buffer(to - from)
                    .appendBytes(bytes, from, start - from)
                    .appendString(AsyncToken.restored(appId, token))
                    .appendBytes(bytes, end, to - end)
                    .getBytes();
        }
    }
}
