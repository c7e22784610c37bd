package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.policy.explanation.Dependence;
import dev.ostiary.policy.explanation.ExplanationText;

/** An answer for people: what the caller would read, the tree of statements, and what to know beside it. */
public final class AnswerText {
    private AnswerText() {}

    public static String write(Answer answer) {
        var text = new StringBuilder();
        String asked = answer.call().operation().label()
                + (answer.call().id().isEmpty() ? "" : " of `" + answer.call().id() + "`");
        text.append(answer.isAllowed() ? "allowed" : "refused")
                .append(": ")
                .append(asked)
                .append(" by app `")
                .append(answer.app().id())
                .append("` in ")
                .append(answer.region())
                .append('\n');
        Refusal refusal = answer.refusal();
        if (refusal != null) {
            text.append(refusal.sentence())
                    .append("\n(HTTP ")
                    .append(refusal.kind().status())
                    .append(' ')
                    .append(refusal.kind().type())
                    .append("; ostiary: ")
                    .append(refusal.deniedBy().label())
                    .append(refusal.advice().isEmpty() ? "" : "; " + refusal.advice())
                    .append(")\n");
        }
        if (answer.explanation() != null) {
            String tree = ExplanationText.write(answer.explanation());
            text.append('\n').append(tree.substring(tree.indexOf('\n') + 1)); // its first line is the sentence above
        }
        if (answer.dependence().answer() == Dependence.Answer.CONDITIONAL) {
            text.append("\nin a real call it depends:\n");
            answer.dependence()
                    .conditions()
                    .forEach(condition -> text.append("  ").append(condition).append('\n'));
        }
        answer.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }
}
