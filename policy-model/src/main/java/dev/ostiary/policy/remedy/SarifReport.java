package dev.ostiary.policy.remedy;

import dev.ostiary.policy.json.JsonBuilder;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.RuleBook;
import dev.ostiary.policy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes findings as SARIF 2.1.0, with what code scanning of GitHub asks for. */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** From 7.0 on code scanning calls it high. */
    private static final String SECURITY_SCORE = "7.0";

    private final RuleBook book = RuleBook.read();
    private final SortedMap<String, Severity> rules = new TreeMap<>();

    private SarifReport() {}

    /**
     * One finding and its place.
     *
     * @param uri of its file, as a URI reference
     * @param waiver why it does not count; null when it does
     */
    public record Entry(
            String uri, Finding finding, @Nullable String waiver) {}

    /** {@return the entries in their order as one run of this program} */
    public static String write(String version, List<Entry> entries) {
        return new SarifReport().log(version, entries);
    }

    private String log(String version, List<Entry> entries) {
        for (Entry entry : entries) {
            rules.merge(
                    entry.finding().rule(),
                    entry.finding().severity(),
                    (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
        List<String> ids = new ArrayList<>(rules.keySet());
        JsonNode driver = JsonBuilder.object()
                .with("name", "ostiary")
                .with("version", version)
                .with("rules", JsonBuilder.array(ids, this::rule))
                .build();
        JsonNode run = JsonBuilder.object()
                .with("tool", JsonBuilder.object().with("driver", driver).build())
                .with("columnKind", "utf16CodeUnits")
                .with("results", JsonBuilder.array(entries, entry -> result(entry, ids)))
                .build();
        return JsonText.writeIndented(JsonBuilder.object()
                .with("$schema", SCHEMA)
                .with("version", "2.1.0")
                .with("runs", JsonBuilder.array(List.of(run), node -> node))
                .build());
    }

    private JsonNode rule(String id) {
        Severity worst = rules.getOrDefault(id, Severity.WARNING);
        String sentence = book.findSentence(id);
        JsonBuilder properties = JsonBuilder.object().with("tags", List.of(worst.text()));
        if (worst == Severity.SECURITY) {
            properties.with("security-severity", SECURITY_SCORE);
        }
        return JsonBuilder.object()
                .with("id", id)
                .with("shortDescription", text(sentence == null ? id : sentence))
                .with("fullDescription", text(sentence == null ? id : sentence))
                .with(
                        "defaultConfiguration",
                        JsonBuilder.object().with("level", level(worst)).build())
                .with("properties", properties.build())
                .build();
    }

    private static JsonNode result(Entry entry, List<String> ids) {
        Finding finding = entry.finding();
        Fix fix = finding.fix();
        var result = JsonBuilder.object()
                .with("ruleId", finding.rule())
                .with("ruleIndex", ids.indexOf(finding.rule()))
                .with("level", level(finding.severity()))
                .with("message", text(fix == null ? finding.message() : finding.message() + " (" + fix.text() + ")"))
                .with("locations", JsonBuilder.array(List.of(location(entry)), node -> node));
        String waiver = entry.waiver();
        if (waiver != null) {
            JsonNode suppression = JsonBuilder.object()
                    .with("kind", "external")
                    .with("justification", waiver)
                    .build();
            result.with("suppressions", JsonBuilder.array(List.of(suppression), node -> node));
        }
        return result.build();
    }

    private static JsonNode location(Entry entry) {
        JsonNode region = JsonBuilder.object()
                .with("startLine", entry.finding().position().line())
                .with("startColumn", entry.finding().position().column())
                .build();
        JsonNode artifact = JsonBuilder.object().with("uri", entry.uri()).build();
        JsonNode physical = JsonBuilder.object()
                .with("artifactLocation", artifact)
                .with("region", region)
                .build();
        return JsonBuilder.object().with("physicalLocation", physical).build();
    }

    private static JsonNode text(String text) {
        return JsonBuilder.object().with("text", text).build();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR, SECURITY -> "error";
            case WARNING -> "warning";
            case SUGGESTION -> "note";
        };
    }
}
