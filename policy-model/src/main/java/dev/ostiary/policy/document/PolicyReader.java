package dev.ostiary.policy.document;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonTree;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.json.Stage;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy documents strictly: what IAM would refuse is refused, and nothing that is written is ever left out.
 * Everything wrong is reported in one go. No method throws for any input; all are safe for several threads.
 */
public final class PolicyReader {
    private PolicyReader() {}

    /**
     * What reading found, for lint, which also has something to say about documents that are refused.
     *
     * @param document null when the text holds no document; without the statements that make no sense
     * @param problems in the order of IAM's checks; empty when the document is accepted
     */
    public record Examination(@Nullable PolicyDocument document, List<PolicyProblem> problems) {}

    /** {@return the document of these bytes, or what is wrong with it} */
    public static PolicyReading read(byte[] utf8, PolicyKind kind) {
        try {
            // a fresh decoder reports malformed input instead of replacing it
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return read(text, kind);
        } catch (CharacterCodingException malformed) {
            return new PolicyReading.Rejected(List.of(PolicyProblem.at(
                    Position.NONE, JsonTree.SYNTAX, "the text is not UTF-8", "save the file as UTF-8")));
        }
    }

    /** {@return the document of this text, or what is wrong with it} */
    public static PolicyReading read(String text, PolicyKind kind) {
        Examination examination = examine(text, kind);
        return examination.document() == null || !examination.problems().isEmpty()
                ? new PolicyReading.Rejected(examination.problems())
                : new PolicyReading.Accepted(examination.document());
    }

    /**
     * {@return the document of this text as IAM evaluates documents that it stored long ago} The structure must be right,
     * but the rules for writing do not apply: old versions, unknown operators, short ARNs, any size up to the quota.
     */
    public static PolicyReading readStored(String text, PolicyKind kind) {
        Problems problems = new Problems();
        JsonNode root = JsonTree.parse(text, problems);
        PolicyDocument document = root == null ? null : new DocumentParser(kind, problems).parse(root);
        return document == null || problems.areStructural()
                ? new PolicyReading.Rejected(problems.inOrder())
                : new PolicyReading.Accepted(document);
    }

    /**
     * {@return the Condition of this text, an object of operators, read as strictly as in a new document} For conditions
     * that stand outside of statements.
     */
    public static ConditionReading readCondition(String text) {
        Problems problems = new Problems();
        JsonNode root = JsonTree.parse(text, problems);
        List<OperatorBlock> blocks = root == null ? List.of() : new ConditionParser(problems).parse(root);
        WriteRules rules = new WriteRules(PolicyKind.IDENTITY, problems);
        blocks.forEach(block -> rules.condition(block, true));
        return problems.isEmpty()
                ? new ConditionReading.Accepted(blocks)
                : new ConditionReading.Rejected(problems.inOrder());
    }

    /** {@return everything that can be said about this text} */
    public static Examination examine(String text, PolicyKind kind) {
        Problems problems = new Problems();
        long bytes = TextRules.utf8Bytes(text);
        if (bytes > TextRules.MOST_BYTES) {
            problems.add(
                    Stage.GATEWAY,
                    Position.NONE,
                    "POLICY_TOO_LARGE",
                    "the document has " + bytes + " bytes, at most " + TextRules.MOST_BYTES + " are read",
                    "split it into several policies");
            return new Examination(null, problems.inOrder());
        }
        JsonNode root = JsonTree.parse(text, problems);
        PolicyDocument document = root == null ? null : new DocumentParser(kind, problems).parse(root);
        new TextRules(kind, problems).check(text, root, document);
        if (root != null && document != null) {
            new WriteRules(kind, problems).check(document, root);
        }
        return new Examination(document, problems.inOrder());
    }
}
