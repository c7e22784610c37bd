package dev.ostiary.gateway.files;

import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.gateway.yaml.YamlReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * Checks the form of {@code policies/<name>.waivers.yaml}: lint findings that somebody accepted, why, and until when. Lint itself
 * comes with a later version; until then a waiver has no effect.
 */
final class WaiverReader {
    private WaiverReader() {}

    static void check(String path, byte[] bytes, Findings findings) {
        String text = SourceText.decode(path, bytes, findings);
        YamlNode node = text == null ? null : YamlReader.read(path, text, findings);
        if (node == null) {
            return;
        }
        YamlObject file = YamlObject.of(path, node, findings);
        file.allowOnly(Set.of("version", "waivers"));
        FormatVersion.check(file);
        file.require("waivers", "[{ rule: LP_WILDCARD, reason: agreed in ticket 4711, expires: 2027-06-30 }]");
        file.items("waivers", item -> {
            checkWaiver(YamlObject.of(path, item, findings));
            return item;
        });
    }

    private static void checkWaiver(YamlObject waiver) {
        waiver.allowOnly(Set.of("rule", "reason", "expires"));
        waiver.require("rule", "LP_WILDCARD");
        waiver.require("reason", "agreed in ticket 4711");
        waiver.require("expires", "2027-06-30");
        String rule = waiver.text("rule");
        if (rule != null && !rule.matches("[A-Z][A-Z0-9_]*")) {
            waiver.report(waiver.at("rule"), "`" + rule + "` is not a rule id", "rule ids look like BR_MODEL_EOL");
        }
        waiver.text("reason");
        String expires = waiver.text("expires");
        if (expires != null && !isDate(expires)) {
            waiver.report(waiver.at("expires"), "`" + expires + "` is not a date", "write for example 2027-06-30");
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
