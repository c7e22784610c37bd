package dev.ostiary.policy.remedy;

import dev.ostiary.policy.json.JsonBuilder;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.lint.Finding;
import dev.ostiary.policy.lint.Fix;
import java.util.List;
import java.util.Map;

/** Writes findings for people and for tools. */
public final class FindingReport {
    private FindingReport() {}

    /** {@return one line per finding as compilers write them, with an indented line for the fix} */
    public static String text(String file, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(file)
                    .append(':')
                    .append(finding.position().line())
                    .append(':')
                    .append(finding.position().column())
                    .append(": ")
                    .append(finding.severity().text())
                    .append(' ')
                    .append(finding.rule())
                    .append(": ")
                    .append(finding.message())
                    .append('\n');
            Fix fix = finding.fix();
            if (fix != null) {
                text.append("  ").append(fix.text()).append('\n');
            }
        }
        return text.toString();
    }

    /** {@return the findings of each file, in the map's order, as SARIF 2.1.0} */
    public static String sarif(Map<String, List<Finding>> findingsByFile) {
        List<JsonNode> results = findingsByFile.entrySet().stream()
                .flatMap(file -> file.getValue().stream().map(finding -> result(file.getKey(), finding)))
                .toList();
        JsonNode driver = JsonBuilder.object().with("name", "ostiary").build();
        JsonNode run = JsonBuilder.object()
                .with("tool", JsonBuilder.object().with("driver", driver).build())
                .with("results", JsonBuilder.array(results, node -> node))
                .build();
        return JsonText.write(JsonBuilder.object()
                .with("version", "2.1.0")
                .with("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .with("runs", JsonBuilder.array(List.of(run), node -> node))
                .build());
    }

    private static JsonNode result(String file, Finding finding) {
        JsonNode region = JsonBuilder.object()
                .with("startLine", finding.position().line())
                .with("startColumn", finding.position().column())
                .build();
        JsonNode artifact = JsonBuilder.object().with("uri", file).build();
        JsonNode physical = JsonBuilder.object()
                .with("artifactLocation", artifact)
                .with("region", region)
                .build();
        JsonNode location =
                JsonBuilder.object().with("physicalLocation", physical).build();
        return JsonBuilder.object()
                .with("ruleId", finding.rule())
                .with("level", level(finding))
                .with(
                        "message",
                        JsonBuilder.object().with("text", finding.message()).build())
                .with("locations", JsonBuilder.array(List.of(location), node -> node))
                .build();
    }

    private static String level(Finding finding) {
        return switch (finding.severity()) {
            case ERROR, SECURITY -> "error";
            case WARNING -> "warning";
            case SUGGESTION -> "note";
        };
    }
}
