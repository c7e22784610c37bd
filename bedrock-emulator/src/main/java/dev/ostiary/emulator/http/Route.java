package dev.ostiary.emulator.http;

import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.exchange.RequestTarget;
import dev.ostiary.emulator.sts.StsOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which operation a request names.
 *
 * @param arguments the path segments that the pattern leaves open, decoded
 */
record Route(Operation operation, List<String> arguments) {
    private static final List<Pattern> PATTERNS = List.of(
            pattern("POST model/{}/invoke", Operation.INVOKE_MODEL),
            pattern("POST model/{}/invoke-with-response-stream", Operation.INVOKE_MODEL_STREAM),
            pattern("POST model/{}/converse", Operation.CONVERSE),
            pattern("POST model/{}/converse-stream", Operation.CONVERSE_STREAM),
            pattern("POST model/{}/count-tokens", Operation.COUNT_TOKENS),
            pattern("POST guardrail/{}/version/{}/apply", Operation.APPLY_GUARDRAIL),
            pattern("POST guardrail-checks/invoke", Operation.INVOKE_GUARDRAIL_CHECKS),
            pattern("POST async-invoke", Operation.START_ASYNC_INVOKE),
            pattern("GET async-invoke", Operation.LIST_ASYNC_INVOKES),
            pattern("GET async-invoke/{}", Operation.GET_ASYNC_INVOKE),
            pattern("GET foundation-models", Operation.LIST_FOUNDATION_MODELS),
            pattern("GET foundation-models/{}", Operation.GET_FOUNDATION_MODEL),
            pattern("GET foundation-model-availability/{}", Operation.GET_FOUNDATION_MODEL_AVAILABILITY),
            pattern("GET inference-profiles", Operation.LIST_INFERENCE_PROFILES),
            pattern("GET inference-profiles/{}", Operation.GET_INFERENCE_PROFILE),
            pattern("GET prompt-routers", Operation.LIST_PROMPT_ROUTERS),
            pattern("GET prompt-routers/{}", Operation.GET_PROMPT_ROUTER),
            pattern("GET guardrails", Operation.LIST_GUARDRAILS));

    static Route of(Inbound request) {
        RequestTarget target = RequestTarget.parse(request.rawTarget());
        if (target.rawPath().equals("/") && request.method().equals("POST")) {
            return new Route(sts(StsOperations.action(request.body())), List.of());
        }
        for (Pattern pattern : PATTERNS) {
            Optional<List<String>> arguments = pattern.match(request.method(), target);
            if (arguments.isPresent()) {
                return new Route(pattern.operation(), arguments.get());
            }
        }
        return new Route(Operation.UNKNOWN, List.of());
    }

    private static Operation sts(String action) {
        return switch (action) {
            case "AssumeRole" -> Operation.ASSUME_ROLE;
            case "GetCallerIdentity" -> Operation.GET_CALLER_IDENTITY;
            default -> Operation.OTHER_STS;
        };
    }

    private static Pattern pattern(String text, Operation operation) {
        String[] parts = text.split(" ", 2);
        return new Pattern(parts[0], List.of(parts[1].split("/")), operation);
    }

    private record Pattern(String method, List<String> segments, Operation operation) {
        Optional<List<String>> match(String wantedMethod, RequestTarget target) {
            List<String> raw = target.rawSegments();
            if (!method.equals(wantedMethod) || raw.size() != segments.size()) {
                return Optional.empty();
            }
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < raw.size(); i++) {
                if (segments.get(i).equals("{}") && !raw.get(i).isEmpty()) {
                    arguments.add(target.segment(i));
                } else if (!segments.get(i).equals(raw.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(arguments);
        }
    }
}
