package dev.ostiary.policy.vectors;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;

/** Answers a vector of kind {@code evaluate}. Its documents count as stored by AWS: no rule for writing applies. */
final class EvaluateVector {
    private EvaluateVector() {}

    static String answer(Fields vector) {
        Fields policies = vector.object("policies");
        PolicyLayers layers = new PolicyLayers(
                documents(policies.list("identity"), PolicyKind.IDENTITY),
                policies.find("boundary") == null ? null : documents(policies.list("boundary"), PolicyKind.BOUNDARY),
                policies.list("scp").stream().map(EvaluateVector::level).toList(),
                policies.find("session") == null ? null : documents(policies.list("session"), PolicyKind.SESSION));
        Fields request = vector.object("request");
        AuthorizationPart part =
                new AuthorizationPart(request.text("action"), request.text("resource"), context(request));
        return "\"decision\":\"" + word(PolicySet.compile(layers).decide(part)) + "\"";
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed ignored -> "Allow";
            case Decision.Denied denied -> denied.explicit() ? "ExplicitDeny" : "ImplicitDeny";
        };
    }

    private static List<NamedPolicy> level(JsonNode level) {
        return level instanceof JsonNode.JsonArray array
                ? documents(array.elements(), PolicyKind.ORGANIZATION)
                : documents(List.of(level), PolicyKind.ORGANIZATION);
    }

    static List<NamedPolicy> documents(List<JsonNode> nodes, PolicyKind kind) {
        List<NamedPolicy> policies = new ArrayList<>();
        for (JsonNode node : nodes) {
            String name = kind.name() + "-" + policies.size();
            policies.add(
                    switch (PolicyReader.readStored(PolicyVectors.policyText(node), kind)) {
                        case PolicyReading.Accepted accepted -> new NamedPolicy(name, accepted.document());
                        case PolicyReading.Rejected rejected ->
                            throw new VectorException(
                                    rejected.problems().getFirst().message());
                    });
        }
        return policies;
    }

    static RequestContext context(Fields request) {
        RequestContext.Builder context = RequestContext.builder();
        for (JsonNode.Member member : request.members("context")) {
            List<String> values = Fields.texts(member.value());
            switch (member.value()) {
                case JsonNode.JsonArray ignored -> context.withAll(member.name(), values);
                case JsonNode.JsonNull ignored -> {}
                case JsonNode.JsonObject ignored -> {}
                case JsonNode.JsonString ignored -> context.with(member.name(), values.getFirst());
                case JsonNode.JsonNumber ignored -> context.with(member.name(), values.getFirst());
                case JsonNode.JsonBoolean ignored -> context.with(member.name(), values.getFirst());
            }
        }
        return context.build();
    }
}
