package dev.ostiary.policy.document;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Shapes;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.PrincipalEntry;
import dev.ostiary.policy.policy.PrincipalList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Principal and NotPrincipal; only trust policies may have them. */
final class PrincipalParser {
    private final PolicyKind kind;
    private final Problems problems;
    private final Shapes shapes;

    PrincipalParser(PolicyKind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
        this.shapes = new Shapes(problems);
    }

    @Nullable
    PrincipalList parse(JsonNode.JsonObject statement) {
        JsonNode principal = statement.find("Principal");
        JsonNode negated = statement.find("NotPrincipal");
        JsonNode node = principal != null ? principal : negated;
        if (node == null) {
            if (kind.namesPrincipals()) {
                problem(
                        statement.position(),
                        "MISSING_PRINCIPAL",
                        "a trust policy must say whom it trusts",
                        "add `Principal`");
            }
            return null;
        }
        if (!kind.namesPrincipals()) {
            problem(
                    node.position(),
                    kind == PolicyKind.ORGANIZATION ? "GW_GUARDRAIL_PRINCIPAL" : "UNSUPPORTED_PRINCIPAL",
                    "a policy of this kind must not name principals: it applies to whom it is attached to",
                    "remove the element");
            return null;
        }
        if (negated != null) {
            problem(
                    negated.position(),
                    "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
                    "`NotPrincipal` is not allowed in a trust policy",
                    "name the trusted principals with `Principal`");
        }
        return new PrincipalList(principal == null, entries(node));
    }

    private List<PrincipalEntry> entries(JsonNode node) {
        if (node instanceof JsonNode.JsonString string) {
            if (!string.text().equals("*")) {
                problem(
                        string.position(),
                        "INVALID_PRINCIPAL_FORMAT",
                        "`" + string.text() + "` is not a principal, expected `*` or an object such as `{\"AWS\": …}`",
                        "write `{\"AWS\": \"" + string.text() + "\"}`");
            }
            return List.of(new PrincipalEntry("*", string.text(), string.position()));
        }
        JsonNode.JsonObject object = shapes.object("Principal", node);
        List<PrincipalEntry> entries = new ArrayList<>();
        for (JsonNode.Member member : object == null ? List.<JsonNode.Member>of() : object.members()) {
            for (JsonNode.JsonString text : shapes.strings(member.name(), member.value())) {
                entries.add(new PrincipalEntry(member.name(), text.text(), text.position()));
                check(member, text);
            }
        }
        if (entries.isEmpty() && object != null) {
            problem(object.position(), "MISSING_PRINCIPAL", "the principal is empty", "name at least one principal");
        }
        return entries;
    }

    private void check(JsonNode.Member member, JsonNode.JsonString text) {
        switch (PrincipalFormat.check(member.name(), text.text())) {
            case UNKNOWN_TYPE ->
                problem(
                        member.position(),
                        "INVALID_PRINCIPAL_KEY",
                        "unknown principal type `" + member.name()
                                + "`, expected AWS, Service, Federated or CanonicalUser",
                        "write one of the four types");
            case PARTIAL_WILDCARD ->
                problem(
                        text.position(),
                        "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
                        "`" + text.text() + "` holds a wildcard, but a principal is `*` or a whole name",
                        "name each principal, or use the account's root with a condition on `aws:PrincipalArn`");
            case MALFORMED ->
                problem(
                        text.position(),
                        malformed(member.name()),
                        "`" + text.text() + "` is not a principal of type " + member.name(),
                        PrincipalFormat.expected(member.name()));
            case FINE -> {}
        }
    }

    private static String malformed(String type) {
        return switch (type) {
            case "Service" -> "INVALID_SERVICE_PRINCIPAL_FORMAT";
            case "Federated" -> "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY";
            default -> "INVALID_PRINCIPAL_FORMAT";
        };
    }

    private void problem(Position position, String code, String message, String fix) {
        problems.add(Stage.PRINCIPAL, position, code, message, fix);
    }
}
