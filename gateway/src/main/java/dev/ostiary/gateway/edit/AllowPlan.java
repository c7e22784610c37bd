package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.store.App;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * An edit that lets an app call a model, proven before anything is written.
 *
 * @param model the id that the app may use
 * @param edits empty when the app may call it already
 * @param sharedWith other apps that have the same policy, and so gain the same
 */
public record AllowPlan(
        App app, String model, String region, List<FileEdit> edits, AllowProof proof, List<String> sharedWith) {
    public AllowPlan {
        edits = List.copyOf(edits);
        sharedWith = List.copyOf(sharedWith);
    }

    public boolean isAllowedAlready() {
        return edits.isEmpty();
    }

    /** Writes every file, then reads the directory again and asks once more. */
    public AllowProof write(Scene scene, SceneReader.Options options, Instant now) throws IOException {
        Path directory = scene.files().directory();
        for (FileEdit edit : edits) {
            edit.write(directory);
        }
        Scene written = SceneReader.read(options);
        List<Answer> answers = proof.answers().stream()
                .map(answer -> AllowPlanner.again(written, now, answer))
                .toList();
        return new AllowProof(answers, proof.nothingElse());
    }
}
