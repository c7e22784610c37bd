package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.policies.LineEnds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file of the access directory with its new text.
 *
 * @param path relative to the access directory, with {@code /}
 * @param before empty for a file that is new
 */
public record FileEdit(String path, String before, String after) {
    public FileEdit {
        after = LineEnds.like(before, after);
    }

    public boolean isNew() {
        return before.isEmpty();
    }

    byte[] bytes() {
        return after.getBytes(StandardCharsets.UTF_8);
    }

    void write(Path directory) throws IOException {
        FileRewrite.write(directory.resolve(path), after);
    }
}
