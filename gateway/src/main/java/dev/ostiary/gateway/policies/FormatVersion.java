package dev.ostiary.gateway.policies;

import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;

/** The first line of every access file: {@code version: 1}. */
public final class FormatVersion {
    private FormatVersion() {}

    public static void check(YamlObject file) {
        file.require("version", "1");
        YamlNode value = file.find("version");
        if (value != null
                && !(value instanceof YamlNode.Scalar scalar && scalar.text().equals("1"))) {
            file.report(value.at(), "this version of Ostiary reads `version: 1` only", "write `version: 1`");
        }
    }
}
