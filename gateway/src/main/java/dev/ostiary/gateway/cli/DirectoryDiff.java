package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.report.Verdict;
import dev.ostiary.gateway.review.AccessDifference;
import dev.ostiary.gateway.review.AppDifference;
import dev.ostiary.gateway.review.Note;
import dev.ostiary.gateway.terminal.AccessDirectory;
import dev.ostiary.gateway.yaml.PlainText;
import dev.ostiary.policy.compare.AccessComparer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Two access directories, compared app by app. */
record DirectoryDiff(AccessDifference difference) {

    static DirectoryDiff of(Path before, Path after) {
        return new DirectoryDiff(AccessDifference.between(
                AccessDirectory.load(before), AccessDirectory.load(after), new AccessComparer()));
    }

    int print(boolean json, PrintStream out) {
        if (json) {
            out.println(toJson());
        } else {
            printText(out);
        }
        return difference.mayGainAccess() ? Cli.FINDINGS : Cli.FINE;
    }

    private void printText(PrintStream out) {
        for (AppDifference app : difference.apps()) {
            if (app.isChanged()) {
                printApp(app, out);
            }
        }
        difference.issuers().forEach(note -> print(text(note), out));
        if (!difference.mayGainAccess()) {
            out.println("no new access");
            return;
        }
        List<String> gaining = new ArrayList<>(names(AppDifference::gainsAccess));
        if (difference.issuers().stream().anyMatch(Note::widens)) {
            gaining.add("through the issuers");
        }
        sum("new access: ", gaining, out);
        sum("not proven that there is no new access: ", names(app -> app.mayGainAccess() && !app.gainsAccess()), out);
    }

    private List<String> names(Predicate<AppDifference> which) {
        return difference.apps().stream().filter(which).map(AppDifference::app).toList();
    }

    private static void sum(String what, List<String> names, PrintStream out) {
        if (!names.isEmpty()) {
            out.println(what + String.join(", ", names));
        }
    }

    private static void printApp(AppDifference app, PrintStream out) {
        String fate = app.fate() == AppDifference.Fate.KEPT ? "changed" : word(app.fate());
        out.println(app.app() + ": " + fate);
        Verdict more = more(app);
        out.println("  grants more: " + more.word());
        more.lines("new", "old").forEach(line -> print("    " + line, out));
        Verdict less = less(app);
        out.println("  grants less: " + less.word());
        less.lines("old", "new").forEach(line -> print("    " + line, out));
        app.notes().forEach(note -> print("  " + text(note), out));
    }

    private ObjectNode toJson() {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "directories")
                .put("newAccess", difference.mayGainAccess());
        ArrayNode apps = answer.putArray("apps");
        for (AppDifference app : difference.apps()) {
            ObjectNode node = apps.addObject()
                    .put("app", app.app())
                    .put(
                            "change",
                            app.isChanged() && app.fate() == AppDifference.Fate.KEPT ? "changed" : word(app.fate()))
                    .put("newAccess", app.mayGainAccess());
            node.set("more", more(app).toJson());
            node.set("less", less(app).toJson());
            node.set("notes", json(app.notes()));
        }
        answer.set("issuers", json(difference.issuers()));
        return answer;
    }

    private static void print(String line, PrintStream out) {
        out.println(PlainText.oneLine(line));
    }

    private static Verdict more(AppDifference app) {
        return new Verdict(app.more(), app.after(), app.before());
    }

    private static Verdict less(AppDifference app) {
        return new Verdict(app.less(), app.before(), app.after());
    }

    private static String word(AppDifference.Fate fate) {
        return fate == AppDifference.Fate.KEPT ? "same" : fate.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Note note) {
        return note.text() + (note.widens() ? " (counts as new access)" : "");
    }

    private static ArrayNode json(List<Note> notes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        notes.forEach(note -> array.addObject().put("text", note.text()).put("newAccess", note.widens()));
        return array;
    }
}
