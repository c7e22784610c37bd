package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.bedrock.BedrockCall.Outbound;
import dev.ostiary.gateway.body.BodyFacts;
import dev.ostiary.gateway.body.Insertion;
import dev.ostiary.gateway.body.RequestMetadata;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.route.PercentEncoding;
import dev.ostiary.gateway.route.RequestTarget.QueryParameter;
import dev.ostiary.gateway.route.Route;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes what goes to Bedrock: our own encoding of what was decided on, and the documented insertions, nothing else. */
final class OutboundWriter {
    private final boolean stampBody;
    private final Supplier<String> randomTokens;

    OutboundWriter(boolean stampBody, Supplier<String> randomTokens) {
        this.stampBody = stampBody;
        this.randomTokens = randomTokens;
    }

    /** Whether {@code ostiary:app} is added to the metadata of Converse bodies. */
    boolean stampsBody() {
        return stampBody;
    }

    Outbound write(Begun begun, BodyFacts facts, Buffer body) {
        Route route = begun.route();
        return new Outbound(
                route.operation().method(),
                path(route),
                query(route.query()),
                headers(begun),
                route.operation().bodyRule() == Operation.BodyRule.NONE ? Buffer.buffer() : body(begun, facts, body));
    }

    private static List<Map.Entry<String, String>> headers(Begun begun) {
        RequestHeaders headers = begun.headers();
        if (!begun.route().operation().isInvoke()) {
            return headers.forwarded();
        }
        List<Map.Entry<String, String>> all = new ArrayList<>(headers.forwarded());
        all.add(Map.entry(
                RequestHeaders.METADATA,
                RequestMetadata.merge(headers.metadata(), begun.app().id())));
        return all;
    }

    private Buffer body(Begun begun, BodyFacts facts, Buffer body) {
        String appId = begun.app().id();
        if (facts.job() != null) {
            return withToken(appId, facts.job(), facts.shape(), body);
        }
        if (!stampBody || !begun.route().operation().isConverse()) {
            return body;
        }
        String pair = "\"" + RequestMetadata.APP_KEY + "\":\"" + appId + "\"";
        BodyFacts.Metadata metadata = facts.metadata();
        return metadata != null
                ? Insertion.member(body, metadata.contentStart(), metadata.pairs() == 0, pair)
                : Insertion.member(
                        body,
                        facts.shape().contentStart(),
                        facts.shape().isEmpty(),
                        "\"requestMetadata\":{" + pair + "}");
    }

    private Buffer withToken(String appId, BodyFacts.Job job, BodyFacts.Shape shape, Buffer body) {
        boolean own = job.tokenStart() >= 0;
        String token = AsyncToken.sent(appId, own ? job.token() : randomTokens.get());
        return own
                ? Insertion.replace(body, job.tokenStart(), job.tokenEnd(), token)
                : Insertion.member(body, shape.contentStart(), shape.isEmpty(), "\"clientRequestToken\":" + token);
    }

    private static String path(Route route) {
        var path = new StringBuilder(96);
        return switch (route.operation()) {
            case INVOKE_MODEL -> model(path, route, "/invoke");
            case INVOKE_MODEL_WITH_RESPONSE_STREAM -> model(path, route, "/invoke-with-response-stream");
            case CONVERSE -> model(path, route, "/converse");
            case CONVERSE_STREAM -> model(path, route, "/converse-stream");
            case COUNT_TOKENS -> model(path, route, "/count-tokens");
            case APPLY_GUARDRAIL -> {
                PercentEncoding.append(path.append("/guardrail/"), route.id());
                PercentEncoding.append(path.append("/version/"), route.version());
                yield path.append("/apply").toString();
            }
            case INVOKE_GUARDRAIL_CHECKS -> "/guardrail-checks/invoke";
            case START_ASYNC_INVOKE, LIST_ASYNC_INVOKES -> "/async-invoke";
            case GET_ASYNC_INVOKE -> below(path, "/async-invoke/", route);
            case LIST_FOUNDATION_MODELS -> "/foundation-models";
            case GET_FOUNDATION_MODEL -> below(path, "/foundation-models/", route);
            case LIST_INFERENCE_PROFILES -> "/inference-profiles";
            case GET_INFERENCE_PROFILE -> below(path, "/inference-profiles/", route);
            case WHOAMI -> "/ostiary/whoami";
        };
    }

    private static String model(StringBuilder path, Route route, String verb) {
        PercentEncoding.append(path.append("/model/"), route.id());
        return path.append(verb).toString();
    }

    private static String below(StringBuilder path, String folder, Route route) {
        PercentEncoding.append(path.append(folder), route.id());
        return path.toString();
    }

    private static @Nullable String query(List<QueryParameter> parameters) {
        if (parameters.isEmpty()) {
            return null;
        }
        var query = new StringBuilder();
        for (QueryParameter parameter : parameters) {
            PercentEncoding.append(query.isEmpty() ? query : query.append('&'), parameter.name());
            PercentEncoding.append(query.append('='), parameter.value());
        }
        return query.toString();
    }
}
