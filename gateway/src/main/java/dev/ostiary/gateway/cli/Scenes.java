package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.inquiry.Impossible;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.terminal.UsageError;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/** Scenes for commands that need one, what is taken for granted in them, and why there is none. */
record Scenes(boolean json, PrintStream out, PrintStream err) {

    /** @throws Impossible when the configuration or the access files cannot be used */
    Scene read(SceneReader.Options options) {
        Scene scene = SceneReader.read(options);
        scene.notes().forEach(note -> err.println("ostiary: " + note));
        return scene;
    }

    /** Findings are printed as {@code validate} prints them. */
    int orImpossible(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (Impossible e) {
            if (e.findings().isEmpty()) {
                throw new UsageError(e.message(), e.fix());
            }
            err.println("ostiary: " + new UsageError(e.message(), e.fix()).text());
            if (json) {
                ObjectNode answer = JsonNodeFactory.instance.objectNode().put("error", e.message());
                e.findings().forEach(finding -> answer.withArray("findings").add(finding.toJson()));
                out.println(answer);
            } else {
                e.findings().forEach(finding -> out.println(finding.toText()));
            }
            return Cli.FAILED;
        }
    }
}
