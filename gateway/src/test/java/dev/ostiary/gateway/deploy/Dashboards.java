package dev.ostiary.gateway.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The PromQL of the dashboards, as Grafana would send it. */
public final class Dashboards {
    private Dashboards() {}

    public static List<String> expressions(Path folder) throws IOException {
        var expressions = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                for (JsonNode panel : dashboard.get("panels")) {
                    for (JsonNode target : panel.get("targets")) {
                        expressions.add(filled(target.get("expr").asText()));
                    }
                }
            }
        }
        return expressions;
    }

    private static String filled(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "6h")
                .replace("$app", ".+");
    }
}
