package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.edit.AllowPlan;
import dev.ostiary.gateway.edit.AllowPlanner;
import dev.ostiary.gateway.edit.AllowProof;
import dev.ostiary.gateway.edit.AllowWish;
import dev.ostiary.gateway.edit.FileEdit;
import dev.ostiary.gateway.edit.NotEditable;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.AnswerJson;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.report.TextDiff;
import dev.ostiary.gateway.report.Verdict;
import dev.ostiary.gateway.terminal.Arguments;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.gateway.yaml.PlainText;
import dev.ostiary.policy.compare.ComparisonResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code allow <app> --model <id>}: edits the app's policy file, shows the difference, and proves what it leads to. */
final class AllowCommand {
    private static final Set<String> OPTIONS =
            Set.of("access", "account", "model", "policy", "region", "through-profile");
    private static final Set<String> FLAGS = Set.of("dry-run", "shared");

    private final boolean json;
    private final PrintStream out;
    private final Scenes scenes;

    AllowCommand(boolean json, PrintStream out, PrintStream err) {
        this.json = json;
        this.out = out;
        this.scenes = new Scenes(json, out, err);
    }

    int run(List<String> words) {
        Arguments arguments = Arguments.parse(words, OPTIONS, FLAGS);
        String app = arguments.only("the id of an app");
        String model = arguments.option("model");
        if (model == null) {
            throw new UsageError("say which model", "--model with the id of a model or profile");
        }
        var wish = new AllowWish(
                app,
                model,
                arguments.option("region"),
                arguments.option("through-profile"),
                arguments.option("policy"),
                arguments.has("shared"));
        var options = new SceneReader.Options(
                arguments.option("access"), arguments.option("account"), arguments.option("region"));
        return scenes.orImpossible(() -> allow(wish, options, arguments.has("dry-run")));
    }

    private int allow(AllowWish wish, SceneReader.Options options, boolean dryRun) {
        Scene scene = scenes.read(options);
        Instant now = Instant.now();
        try {
            AllowPlan plan = AllowPlanner.plan(scene, now, wish);
            boolean written = !dryRun && !plan.isAllowedAlready();
            AllowProof proof = written ? plan.write(scene, options, now) : plan.proof();
            tell(plan, proof, written);
            return proof.stopped().isEmpty() && proof.nothingElse().passed() ? Cli.FINE : Cli.FINDINGS;
        } catch (NotEditable e) {
            throw new UsageError(e.message(), e.fix());
        } catch (IOException e) {
            throw new UsageError("cannot write the access files: " + e.getMessage(), "check their permissions");
        } catch (UncheckedIOException e) {
            throw new UsageError("cannot read the access files: " + e.getMessage(), "check their permissions");
        }
    }

    private void tell(AllowPlan plan, AllowProof proof, boolean written) {
        if (json) {
            out.println(toJson(plan, proof, written));
            return;
        }
        String call = "`" + plan.model() + "` in " + plan.region();
        if (plan.isAllowedAlready()) {
            print("the app `" + plan.app().id() + "` may invoke " + call + " already: nothing is changed");
        } else {
            diff(plan).lines().forEach(this::printCode);
            print(written ? "written: " + paths(plan) : "dry run: nothing is written");
            proof.stopped().map(Answer::refusal).ifPresentOrElse(refusal -> stopped(call, refusal), () -> {
                print("the app `" + plan.app().id() + "` may invoke " + call + ", in one piece and streamed");
            });
            print(nothingElse(proof.nothingElse()));
        }
        if (!plan.sharedWith().isEmpty()) {
            print("gained by the other apps with this policy too: " + String.join(", ", plan.sharedWith()));
        }
        if (!plan.app().enabled()) {
            print("note: the app is disabled, so its calls are refused until it is enabled");
        }
    }

    private void stopped(String call, Refusal refusal) {
        print(call + " is still refused, by " + refusal.deniedBy().label() + ": " + refusal.sentence());
        if (!refusal.advice().isEmpty()) {
            print("  " + refusal.advice());
        }
    }

    private static String nothingElse(ComparisonResult result) {
        return switch (result) {
            case ComparisonResult.Pass ignored -> "proven: nothing else is granted";
            case ComparisonResult.Fail fail ->
                "something else is granted too: " + fail.witness().action() + " on "
                        + fail.witness().resource();
            case ComparisonResult.Unknown unknown -> "not proven that nothing else is granted: " + unknown.reason();
        };
    }

    private static ObjectNode toJson(AllowPlan plan, AllowProof proof, boolean written) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("app", plan.app().id())
                .put("model", plan.model())
                .put("region", plan.region())
                .put("alreadyAllowed", plan.isAllowedAlready())
                .put("written", written)
                .put("allowed", proof.stopped().isEmpty())
                .put("nothingElse", Verdict.label(proof.nothingElse()))
                .put("diff", diff(plan));
        ArrayNode files = answer.putArray("files");
        plan.edits().forEach(edit -> files.add(edit.path()));
        ArrayNode shared = answer.putArray("sharedWith");
        plan.sharedWith().forEach(shared::add);
        ArrayNode answers = answer.putArray("answers");
        proof.answers().forEach(one -> answers.add(AnswerJson.write(one)));
        return answer;
    }

    private static String diff(AllowPlan plan) {
        return plan.edits().stream()
                .map(edit -> TextDiff.unified(
                        edit.isNew() ? "/dev/null" : "a/" + edit.path(),
                        edit.before(),
                        "b/" + edit.path(),
                        edit.after()))
                .collect(Collectors.joining());
    }

    private static String paths(AllowPlan plan) {
        return plan.edits().stream().map(FileEdit::path).collect(Collectors.joining(", "));
    }

    /** Tabs are how some people indent. */
    private void printCode(String line) {
        out.println(Arrays.stream(line.split("\t", -1)).map(PlainText::oneLine).collect(Collectors.joining("\t")));
    }

    private void print(String line) {
        out.println(PlainText.oneLine(line));
    }
}
