package dev.ostiary.gateway.route;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.RequestTarget.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock's paths, behind the optional prefixes {@code /bedrock} and {@code /region/{region}} in this order. Paths: AWS's service
 * models bedrock-runtime 2023-09-30 and bedrock 2023-04-20.
 */
public final class Routes {
    private static final Set<String> ASYNC_LIST_QUERY = Set.of(
            "submitTimeAfter", "submitTimeBefore", "statusEquals", "maxResults", "nextToken", "sortBy", "sortOrder");
    private static final Set<String> MODEL_LIST_QUERY =
            Set.of("byProvider", "byCustomizationType", "byOutputModality", "byInferenceType");
    private static final Set<String> PROFILE_LIST_QUERY = Set.of("maxResults", "nextToken", "type");

    private Routes() {}

    /** A path of ours with what stands in it; {@code get} or {@code post} is null when the path does not know the method. */
    private record Match(@Nullable Operation get, @Nullable Operation post, String id, String version) {
        static Match ofGet(Operation get, String id) {
            return new Match(get, null, id, "");
        }

        static Match ofPost(Operation post, String id) {
            return new Match(null, post, id, "");
        }
    }

    /** Finds the operation. The method is compared as it is: {@code post} is not {@code POST}. */
    public static Routing route(String method, RequestTarget target) {
        List<String> path = target.segments();
        int start = !path.isEmpty() && path.get(0).equals("bedrock") ? 1 : 0;
        String region = null;
        if (path.size() > start + 1 && path.get(start).equals("region")) {
            region = path.get(start + 1);
            start += 2;
        }
        Match match = match(path, start);
        if (match == null) {
            return new Routing.Refused(notFound());
        }
        Operation operation = switch (method) {
            case "GET" -> match.get();
            case "POST" -> match.post();
            default -> null;
        };
        if (operation == null) {
            return new Routing.Refused(methodNotAllowed(match));
        }
        if (target.hasQuery() && operation.method().equals("POST")) {
            return new Routing.Refused(Refusal.invalid(
                    operation.label() + " takes no query string.", "send the parameters in the body, as AWS SDKs do"));
        }
        return new Route(operation, region, match.id(), match.version(), known(operation, target.query()));
    }

    private static @Nullable Match match(List<String> path, int start) {
        return switch (path.size() - start) {
            case 1 -> matchOne(path.get(start));
            case 2 -> matchTwo(path.get(start), path.get(start + 1));
            case 3 -> path.get(start).equals("model") ? matchModel(path.get(start + 1), path.get(start + 2)) : null;
            case 5 -> matchGuardrail(path, start);
            default -> null;
        };
    }

    private static @Nullable Match matchOne(String name) {
        return switch (name) {
            case "async-invoke" -> new Match(Operation.LIST_ASYNC_INVOKES, Operation.START_ASYNC_INVOKE, "", "");
            case "foundation-models" -> Match.ofGet(Operation.LIST_FOUNDATION_MODELS, "");
            case "inference-profiles" -> Match.ofGet(Operation.LIST_INFERENCE_PROFILES, "");
            default -> null;
        };
    }

    private static @Nullable Match matchTwo(String name, String id) {
        return switch (name) {
            case "async-invoke" -> Match.ofGet(Operation.GET_ASYNC_INVOKE, id);
            case "foundation-models" -> Match.ofGet(Operation.GET_FOUNDATION_MODEL, id);
            case "inference-profiles" -> Match.ofGet(Operation.GET_INFERENCE_PROFILE, id);
            case "guardrail-checks" -> id.equals("invoke") ? Match.ofPost(Operation.INVOKE_GUARDRAIL_CHECKS, "") : null;
            case "ostiary" -> id.equals("whoami") ? Match.ofGet(Operation.WHOAMI, "") : null;
            default -> null;
        };
    }

    private static @Nullable Match matchModel(String id, String verb) {
        return switch (verb) {
            case "invoke" -> Match.ofPost(Operation.INVOKE_MODEL, id);
            case "invoke-with-response-stream" -> Match.ofPost(Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM, id);
            case "converse" -> Match.ofPost(Operation.CONVERSE, id);
            case "converse-stream" -> Match.ofPost(Operation.CONVERSE_STREAM, id);
            case "count-tokens" -> Match.ofPost(Operation.COUNT_TOKENS, id);
            default -> null;
        };
    }

    private static @Nullable Match matchGuardrail(List<String> path, int start) {
        boolean known = path.get(start).equals("guardrail")
                && path.get(start + 2).equals("version")
                && path.get(start + 4).equals("apply");
        return known ? new Match(null, Operation.APPLY_GUARDRAIL, path.get(start + 1), path.get(start + 3)) : null;
    }

    private static List<QueryParameter> known(Operation operation, List<QueryParameter> query) {
        if (query.isEmpty()) {
            return query;
        }
        Set<String> names = switch (operation) {
            case LIST_ASYNC_INVOKES -> ASYNC_LIST_QUERY;
            case LIST_FOUNDATION_MODELS -> MODEL_LIST_QUERY;
            case LIST_INFERENCE_PROFILES -> PROFILE_LIST_QUERY;
            default -> Set.of();
        };
        List<QueryParameter> known = new ArrayList<>(query.size());
        for (QueryParameter parameter : query) {
            if (names.contains(parameter.name())) {
                known.add(parameter);
            }
        }
        return known;
    }

    private static Refusal notFound() {
        return Refusal.of(
                RefusalKind.UNKNOWN_OPERATION,
                DeniedBy.REQUEST,
                "The requested operation is not known.",
                "paths are those of bedrock-runtime, such as /model/{modelId}/converse; a `/` inside an ARN must be %2F");
    }

    private static Refusal methodNotAllowed(Match match) {
        String allow = match.get() == null ? "POST" : match.post() == null ? "GET" : "GET, POST";
        return Refusal.of(
                        RefusalKind.METHOD_NOT_ALLOWED,
                        DeniedBy.REQUEST,
                        "The requested operation does not support this method.",
                        "use " + allow)
                .withHeader("Allow", allow);
    }
}
