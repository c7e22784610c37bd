package dev.ostiary.gateway.route;

import dev.ostiary.gateway.route.RequestTarget.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A known operation with the decoded parts of its path. Nothing here is checked beyond the target's grammar.
 *
 * @param region what stood behind {@code /region/}; null without that prefix
 * @param id model id, guardrail id, or ARN, as the operation has it; empty when its path has none
 * @param version the guardrail's version of {@link Operation#APPLY_GUARDRAIL}, else empty
 * @param query the parameters that the operation knows, in the order sent; unknown ones are left out, as AWS ignores them
 */
public record Route(Operation operation, @Nullable String region, String id, String version, List<QueryParameter> query)
        implements Routing {
    public Route {
        query = List.copyOf(query);
    }

    /** The value of a query parameter; empty when absent. */
    public String query(String name) {
        for (QueryParameter parameter : query) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return "";
    }
}
