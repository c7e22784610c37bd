package dev.ostiary.gateway.policies;

import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.JsonText;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.gateway.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The text of a policy document, and where its lines stand in the author's file.
 *
 * @param text JSON
 */
public record PolicySource(String file, String text, Places places) {

    /** From a line and a column of the text to the author's place. */
    public interface Places {
        Position of(int line, int column);
    }

    /** A document that is a file; null when the bytes are no text, then {@code findings} has grown. */
    static @Nullable PolicySource ofJson(String file, byte[] bytes, Findings findings) {
        String text = SourceText.decode(file, bytes, findings);
        return text == null ? null : new PolicySource(file, text, Position::new);
    }

    /** A document that is written into a YAML file. */
    public static PolicySource ofYaml(String file, YamlNode node) {
        JsonText json = JsonText.of(node);
        return new PolicySource(file, json.text(), (line, column) -> json.yamlPosition(line));
    }

    public Position place(dev.ostiary.policy.policy.Position position) {
        return places.of(position.line(), position.column());
    }
}
