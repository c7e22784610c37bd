package dev.ostiary.policy.document;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Characters, sizes and depth. IAM takes U+0009, U+000A, U+000D and U+0020 to U+00FF only. The other limits are the
 * gateway's own, but for the quotas of managed and session policies.
 */
final class TextRules {
    static final int MOST_BYTES = 32 * 1024;
    private static final int MOST_STATEMENTS = 100;
    private static final int MOST_PATTERNS = 500;
    private static final int DEEPEST = 8;
    private static final int MANAGED_QUOTA = 6_144;
    private static final int SESSION_QUOTA = 2_048;
    private static final int ORGANIZATION_QUOTA = 5_120;

    private final PolicyKind kind;
    private final Problems problems;

    TextRules(PolicyKind kind, Problems problems) {
        this.kind = kind;
        this.problems = problems;
    }

    /** {@return how many bytes the text has in UTF-8; half a surrogate pair counts as what stands for it} */
    static long utf8Bytes(String text) {
        return text.chars()
                .map(c -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3)
                .sum();
    }

    void check(String text, @Nullable JsonNode root, @Nullable PolicyDocument document) {
        if (root != null) {
            walk(root, 1);
        }
        checkQuota(text);
        if (document != null) {
            checkCounts(document);
        }
    }

    private void checkQuota(String text) {
        long counted = text.chars()
                .filter(c -> c != ' ' && c != '\t' && c != '\n' && c != '\r')
                .count();
        if (kind == PolicyKind.MANAGED && counted > MANAGED_QUOTA) {
            tooLarge("POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", counted, MANAGED_QUOTA, "without white space");
        } else if (kind == PolicyKind.SESSION && text.length() > SESSION_QUOTA) {
            tooLarge("POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA", text.length(), SESSION_QUOTA, "white space included");
        } else if (kind == PolicyKind.ORGANIZATION && text.length() > ORGANIZATION_QUOTA) {
            tooLarge("POLICY_SIZE_EXCEEDS_SCP_QUOTA", text.length(), ORGANIZATION_QUOTA, "white space included");
        }
    }

    private void checkCounts(PolicyDocument document) {
        int patterns = 0;
        for (Statement statement : document.statements()) {
            patterns += statement.actions().entries().size();
            patterns += statement.resources() == null
                    ? 0
                    : statement.resources().entries().size();
        }
        if (document.statements().size() > MOST_STATEMENTS) {
            tooLarge("POLICY_TOO_LARGE", document.statements().size(), MOST_STATEMENTS, "statements");
        }
        if (patterns > MOST_PATTERNS) {
            tooLarge("POLICY_TOO_LARGE", patterns, MOST_PATTERNS, "actions and resources");
        }
    }

    private void tooLarge(String code, long actual, long limit, String what) {
        problems.add(
                Stage.GATEWAY,
                Position.NONE,
                code,
                "the document is too large: " + actual + " of at most " + limit + " (" + what + ")",
                "split it into several policies");
    }

    private void walk(JsonNode node, int depth) {
        if (depth == DEEPEST + 1) {
            problems.add(
                    Stage.GATEWAY,
                    node.position(),
                    "POLICY_TOO_LARGE",
                    "nested deeper than " + DEEPEST + " levels",
                    "a policy needs no such depth");
        }
        switch (node) {
            case JsonNode.JsonObject object ->
                object.members().forEach(member -> {
                    characters(member.name(), member.position());
                    walk(member.value(), depth + 1);
                });
            case JsonNode.JsonArray array -> array.elements().forEach(each -> walk(each, depth + 1));
            case JsonNode.JsonString string -> characters(string.text(), string.position());
            case JsonNode.JsonNumber ignored -> {}
            case JsonNode.JsonBoolean ignored -> {}
            case JsonNode.JsonNull ignored -> {}
        }
    }

    private void characters(String text, Position position) {
        text.chars()
                .filter(c -> !isAccepted(c))
                .findFirst()
                .ifPresent(c -> problems.add(
                        Stage.CHARACTERS,
                        position,
                        "INVALID_CHARACTER",
                        "IAM does not take the character " + "U+%04X".formatted(c),
                        "remove it, or replace it with a wildcard `?`"));
    }

    private static boolean isAccepted(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xff);
    }
}
