package dev.ostiary.gateway.logged;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.AnswerJson;
import dev.ostiary.gateway.inquiry.AnswerText;
import dev.ostiary.gateway.refusal.DeniedBy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A logged decision, and what today's access files say about the same call.
 *
 * @param files where today's access files are
 * @param today null when the line does not say enough to ask again
 * @param differs whether today's answer is another one
 * @param notes what cannot be known from the log
 */
public record LoggedExplanation(
        LoggedCall logged, Path files, @Nullable Answer today, boolean differs, List<String> notes) {
    /** The layers that are asked again. */
    private static final Set<String> ASKED_AGAIN = Set.of(
            DeniedBy.IDENTITY.label(),
            DeniedBy.POLICY.label(),
            DeniedBy.PERMISSIONS_BOUNDARY.label(),
            DeniedBy.ORGANIZATION_POLICY.label());

    static LoggedExplanation of(LoggedCall logged, Path files, @Nullable Answer today, List<String> unknown) {
        String layer = logged.text("deniedBy");
        boolean refused = ASKED_AGAIN.contains(layer);
        boolean differs = today != null
                && (today.refusal() == null
                        ? refused
                        : !today.refusal().deniedBy().label().equals(layer));
        List<String> notes = new ArrayList<>(unknown);
        if (differs) {
            notes.addFirst("today's answer differs from the logged one: the access files in `" + files
                    + "` have changed since, the gateway reads others (say --access DIR), or the call had what the log"
                    + " does not carry");
        }
        return new LoggedExplanation(logged, files, today, differs, List.copyOf(notes));
    }

    /** Whether the gateway let the call through. */
    public boolean wasAllowed() {
        return logged.text("deniedBy").isEmpty();
    }

    public String toText() {
        var text = new StringBuilder();
        text.append("decision ")
                .append(logged.text("decision"))
                .append(" of ")
                .append(logged.text("time"))
                .append('\n');
        line(text, "who", join("app", "issuer", "subject", "clientIp"));
        line(text, "what", join("operation", "modelId", "model", "profile", "region", "tier"));
        line(text, "outcome", logged.text("outcome") + ", HTTP " + logged.status());
        if (!wasAllowed()) {
            Meaning meaning = Meaning.of(logged.text("deniedBy"));
            line(text, "denied by", logged.text("deniedBy") + ": " + meaning.who());
            line(text, "next", meaning.next());
        }
        if (!logged.text("upstreamError").isEmpty()) {
            line(text, "upstream", logged.text("upstreamError"));
        }
        if (today != null) {
            boolean same = !differs && (wasAllowed() || ASKED_AGAIN.contains(logged.text("deniedBy")));
            text.append("\nwith today's access files in `")
                    .append(files)
                    .append('`')
                    .append(differs ? ": another answer" : same ? ": the same answer" : "")
                    .append('\n')
                    .append(AnswerText.write(today));
        }
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("logged", logged.line());
        if (!wasAllowed()) {
            Meaning meaning = Meaning.of(logged.text("deniedBy"));
            json.putObject("meaning").put("who", meaning.who()).put("next", meaning.next());
        }
        json.set("today", today == null ? null : AnswerJson.write(today));
        json.put("differs", differs);
        json.set("notes", AnswerJson.texts(notes));
        return json;
    }

    private String join(String... names) {
        List<String> known = Stream.of(names)
                .filter(name ->
                        !logged.text(name).isEmpty() && !logged.text(name).equals("none"))
                .map(name -> name + " " + logged.text(name))
                .toList();
        return known.isEmpty() ? "not known" : String.join(", ", known);
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("%-10s %s%n", name, value));
        }
    }
}
