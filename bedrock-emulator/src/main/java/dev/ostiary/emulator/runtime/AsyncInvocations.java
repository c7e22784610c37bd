package dev.ostiary.emulator.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.catalogue.ModelResolver;
import dev.ostiary.emulator.catalogue.ModelResolver.Resolution;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.exchange.RequestTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The asynchronous jobs of the account, in memory. Stateful; safe for any thread; the oldest job is forgotten when
 * there are too many.
 */
final class AsyncInvocations {
    private static final int MAX_JOBS = 1_000;

    private final ModelResolver resolver;
    private final String account;
    private final Clock clock;
    private final Duration duration;
    private final Map<String, AsyncJob> jobs = new LinkedHashMap<>();
    private long started;

    AsyncInvocations(ModelResolver resolver, String account, Clock clock, Duration duration) {
        this.resolver = resolver;
        this.account = account;
        this.clock = clock;
        this.duration = duration;
    }

    Answer start(Call call) {
        Optional<ObjectNode> body = Json.parseObject(call.inbound().body());
        if (body.isEmpty()
                || !body.get().path("modelId").isTextual()
                || !body.get().has("modelInput")
                || !body.get()
                        .at("/outputDataConfig/s3OutputDataConfig/s3Uri")
                        .asText()
                        .startsWith("s3://")) {
            return AwsError.validation("1 validation error detected: modelId, modelInput and"
                            + " outputDataConfig.s3OutputDataConfig.s3Uri must not be null")
                    .toAnswer();
        }
        return switch (resolver.resolve(body.get().path("modelId").asText(), call.region())) {
            case Resolution.Failed failed -> failed.error().toAnswer();
            case Resolution.Found found -> start(call, found.model().arn(call.region()), body.get());
        };
    }

    private synchronized Answer start(Call call, String modelArn, ObjectNode request) {
        String token = request.path("clientRequestToken").asText();
        for (AsyncJob job : jobs.values()) {
            if (!token.isEmpty() && job.token().equals(token)) {
                return job.request().equals(request)
                        ? started(job)
                        : AwsError.conflict("The clientRequestToken was used for a request with other parameters.")
                                .toAnswer();
            }
        }
        if (jobs.size() >= MAX_JOBS) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        String id = String.format("%12s", Long.toString(++started, 36)).replace(' ', '0');
        String arn = "arn:aws:bedrock:" + call.region() + ":" + account + ":async-invoke/" + id;
        AsyncJob job = new AsyncJob(arn, modelArn, token, request, clock.instant(), duration);
        jobs.put(arn, job);
        return started(job);
    }

    private static Answer started(AsyncJob job) {
        return Answer.json(Json.object().put("invocationArn", job.arn()));
    }

    synchronized Answer get(Call call) {
        AsyncJob job = jobs.get(call.argument(0));
        if (job == null || !call.argument(0).contains(":" + call.region() + ":")) {
            return AwsError.validation("Invocation with ARN " + call.argument(0) + " not found.")
                    .toAnswer();
        }
        return Answer.json(job.describe(clock.instant()));
    }

    Answer list(Call call) {
        RequestTarget target = call.target();
        try {
            Instant after = Instant.parse(target.parameter("submitTimeAfter").orElse("1970-01-01T00:00:00Z"));
            Instant before = Instant.parse(target.parameter("submitTimeBefore").orElse("9999-01-01T00:00:00Z"));
            int size = Integer.parseInt(target.parameter("maxResults").orElse("100"));
            int from = Integer.parseInt(target.parameter("nextToken").orElse("0"));
            List<JsonNode> matching = matching(call, after, before);
            if (size < 1 || size > 1_000 || from < 0 || from > matching.size()) {
                return AwsError.validation("maxResults or nextToken is out of range")
                        .toAnswer();
            }
            int to = Math.min(matching.size(), from + size);
            ObjectNode answer = Json.object();
            ArrayNode page = answer.putArray("asyncInvokeSummaries");
            matching.subList(from, to).forEach(page::add);
            if (to < matching.size()) {
                answer.put("nextToken", String.valueOf(to));
            }
            return Answer.json(answer);
        } catch (DateTimeParseException | NumberFormatException e) {
            return AwsError.validation("a query parameter could not be read: "
                            + call.inbound().rawTarget())
                    .toAnswer();
        }
    }

    private synchronized List<JsonNode> matching(Call call, Instant after, Instant before) {
        Instant now = clock.instant();
        Optional<String> status = call.target().parameter("statusEquals");
        List<JsonNode> matching = new ArrayList<>();
        for (AsyncJob job : jobs.values()) {
            if (job.arn().contains(":" + call.region() + ":")
                    && job.submitted().isAfter(after)
                    && job.submitted().isBefore(before)
                    && status.map(job.status(now)::equals).orElse(true)) {
                matching.add(job.describe(now));
            }
        }
        // jobs stand in the order of their start, the default of the service is the other way round
        return call.target().parameter("sortOrder").orElse("Descending").equals("Ascending")
                ? matching
                : matching.reversed();
    }
}
