package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.authorization.Invocable;
import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.Impossible;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the smallest edit of the access files that lets an app call a model. Writes nothing. */
public final class AllowPlanner {
    private final Scene scene;
    private final Instant now;
    private final AllowWish wish;
    private final Path directory;

    private AllowPlanner(Scene scene, Instant now, AllowWish wish) {
        this.scene = scene;
        this.now = now;
        this.wish = wish;
        this.directory = scene.files().directory();
    }

    /**
     * @throws NotEditable when it cannot be done, and what to do instead
     * @throws Impossible when there is no such app
     */
    public static AllowPlan plan(Scene scene, Instant now, AllowWish wish) {
        return new AllowPlanner(scene, now, wish).plan();
    }

    private AllowPlan plan() {
        App app = scene.app(wish.app());
        Account account = scene.account(app);
        var simulator = new Simulator(scene, now);
        String region = wish.region() == null ? simulator.region(app) : wish.region();
        RegionalCatalogue catalogue = simulator.catalogue(account).region(region);
        ModelTarget target = new ModelTarget.Search(catalogue, Invocable.of(catalogue, region, account), region)
                .find(wish.model(), wish.through());
        List<Answer> answers = AllowProof.answers(scene, now, wish, target, region);
        if (answers.stream().allMatch(Answer::isAllowed)) {
            var proof = new AllowProof(answers, new ComparisonResult.Pass());
            return new AllowPlan(app, target.id(), region, List.of(), proof, List.of());
        }
        PolicyChoice policy = PolicyChoice.of(app, wish.policy(), directory);
        List<String> others = others(app, policy.name());
        List<FileEdit> edits = edits(app, target, policy);
        AllowProof proof = prove(app, target, region, edits);
        return new AllowPlan(app, target.id(), region, edits, proof, others);
    }

    private List<String> others(App app, String policy) {
        List<String> others = scene.access().apps().values().stream()
                .filter(other -> !other.id().equals(app.id()) && has(other, policy))
                .map(App::id)
                .sorted()
                .toList();
        if (!others.isEmpty() && !wish.shared()) {
            throw new NotEditable(
                    "other apps have the policy `" + policy + "` too, and would gain the model: "
                            + String.join(", ", others),
                    "say --shared when they shall, or --policy with a new name for a policy of its own");
        }
        return others;
    }

    /** As an identity policy or as a boundary. */
    private static boolean has(App app, String policy) {
        return app.policies().slots().stream()
                .flatMap(slot -> slot.policies().stream())
                .anyMatch(named -> named.name().equals(policy));
    }

    private List<FileEdit> edits(App app, ModelTarget target, PolicyChoice policy) {
        var edits = new ArrayList<FileEdit>();
        if (policy.listed()) {
            String text = text(policy.path());
            PolicyDocument before = document(policy.path(), text);
            PolicyDocument after = target.allowedIn(before);
            if (!PolicyWriter.writeCompact(after).equals(PolicyWriter.writeCompact(before))) {
                edits.add(new FileEdit(policy.path(), text, JsonSplice.write(text, before, after)));
            }
        } else {
            edits.add(new FileEdit(policy.path(), "", PolicyWriter.write(target.allowedIn(AllowProof.EMPTY))));
            String path = AccessFiles.appFiles(directory).get(app.id());
            if (path == null) {
                throw new NotEditable("the file of `" + app.id() + "` is gone", "try again");
            }
            String text = text(path);
            edits.add(new FileEdit(path, text, PolicyListEdit.add(path, text, policy.name())));
        }
        return edits;
    }

    private AllowProof prove(App before, ModelTarget target, String region, List<FileEdit> edits) {
        Map<String, byte[]> edited = new TreeMap<>();
        edits.forEach(edit -> edited.put(edit.path(), edit.bytes()));
        try {
            Scene after = scene.withFiles(edited);
            List<Answer> answers = AllowProof.answers(after, now, wish, target, region);
            return new AllowProof(answers, AllowProof.nothingElse(before, after.app(wish.app()), target));
        } catch (Impossible e) {
            String why = e.findings().isEmpty()
                    ? e.message()
                    : e.findings().getFirst().toText();
            throw new NotEditable(
                    "the edited files would not be loaded: " + why, "edit by hand, or use another policy");
        }
    }

    static Answer again(Scene written, Instant now, Answer answer) {
        App app = written.app(answer.app().id());
        return new Simulator(written, now).askPolicies(app, answer.call(), Map.of());
    }

    private String text(String path) {
        try {
            String text = SourceText.decode(path, Files.readAllBytes(directory.resolve(path)), new Findings());
            if (text == null) {
                throw new NotEditable("`" + path + "` is not UTF-8", "save it in UTF-8");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolicyDocument document(String path, String text) {
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected ->
                throw new NotEditable("`" + path + "` is no policy document any more", "try again");
        };
    }
}
