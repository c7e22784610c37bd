package dev.ostiary.gateway.policies;

import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.gateway.yaml.SourceText;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import dev.ostiary.gateway.yaml.YamlReader;
import dev.ostiary.policy.remedy.Waiver;
import dev.ostiary.policy.rule.RuleBook;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code policies/<name>.waivers.yaml}: lint findings that somebody accepted, why, and until when. */
public final class WaiverReader {
    private static final RuleBook RULES = RuleBook.read();

    private WaiverReader() {}

    /** @param at where it stands in its file */
    public record LocatedWaiver(Waiver waiver, Position at) {
        /** Whether its rule is asked only when lint gets more than the files, so that no finding says nothing about the waiver. */
        public boolean needsEvidence() {
            return RULES.needsEvidence(waiver.rule());
        }
    }

    /** The waivers in order; those that are not in order are left out, and {@code findings} has grown. */
    public static List<LocatedWaiver> read(String path, byte[] bytes, Findings findings) {
        String text = SourceText.decode(path, bytes, findings);
        YamlNode node = text == null ? null : YamlReader.read(path, text, findings);
        if (node == null) {
            return List.of();
        }
        YamlObject file = YamlObject.of(path, node, findings);
        file.allowOnly(Set.of("version", "waivers"));
        FormatVersion.check(file);
        file.require("waivers", "[{ rule: LP_SERVICE_STAR, reason: agreed in ticket 4711, expires: 2027-06-30 }]");
        return file.items("waivers", item -> waiver(YamlObject.of(path, item, findings), item.at())).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<LocatedWaiver> waiver(YamlObject waiver, Position at) {
        waiver.allowOnly(Set.of("rule", "reason", "expires"));
        waiver.require("rule", "LP_SERVICE_STAR");
        waiver.require("reason", "agreed in ticket 4711");
        waiver.require("expires", "2027-06-30");
        String rule = rule(waiver);
        String reason = waiver.text("reason");
        LocalDate expires = expires(waiver);
        return rule == null || reason == null || expires == null
                ? Optional.empty()
                : Optional.of(new LocatedWaiver(new Waiver(rule, reason, expires), at));
    }

    private static @Nullable String rule(YamlObject waiver) {
        String rule = waiver.text("rule");
        if (rule == null || RULES.ids().contains(rule)) {
            return rule;
        }
        waiver.report(
                waiver.at("rule"),
                "lint has no rule `" + rule + "`",
                Spelling.suggestion(rule, RULES.ids(), "rule ids look like BR_MODEL_EOL; `ostiary lint` names them"));
        return null;
    }

    private static @Nullable LocalDate expires(YamlObject waiver) {
        String expires = waiver.text("expires");
        if (expires == null) {
            return null;
        }
        try {
            return LocalDate.parse(expires);
        } catch (DateTimeParseException e) {
            waiver.report(waiver.at("expires"), "`" + expires + "` is not a date", "write for example 2027-06-30");
            return null;
        }
    }
}
