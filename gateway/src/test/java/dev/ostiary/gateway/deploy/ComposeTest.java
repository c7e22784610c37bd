package dev.ostiary.gateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be checked of the container material without a Docker engine. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void composeNamesTheFiveServicesAndOnlyTargetsOfTheDockerfile() throws IOException {
        Map<String, Map<String, ?>> services = services();
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(services).containsOnlyKeys("emulator", "keycloak", "gateway", "prometheus", "grafana");
        for (var service : services.values()) {
            if (service.get("build") instanceof Map<?, ?> build) {
                assertThat(dockerfile).contains(" AS " + build.get("target"));
            } else {
                assertThat(service.get("image")).isNotNull();
            }
        }
    }

    @Test
    void everyMountedPathExists() throws IOException {
        var missing = new ArrayList<String>();
        for (var service : services().values()) {
            if (service.get("volumes") instanceof List<?> volumes) {
                for (Object volume : volumes) {
                    String source = volume.toString().split(":", 2)[0];
                    if (!Files.exists(ROOT.resolve(source))) {
                        missing.add(source);
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyFileThatTheDockerfileCopiesFromTheSourceTreeExists() throws IOException {
        List<String> copied = Pattern.compile("(?m)^COPY (?!--from)(\\S+) ")
                .matcher(Files.readString(ROOT.resolve("Dockerfile")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(copied)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    }

    @Test
    void theGatewayRunsWithoutRootOnAReadOnlyRootFileSystem() throws IOException {
        Map<String, ?> gateway = services().get("gateway");
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(gateway.get("read_only")).isEqualTo(true);
        assertThat(gateway.get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(dockerfile.substring(dockerfile.lastIndexOf("\nFROM "))).containsPattern("USER \\d+:\\d+");
        assertThat(dockerfile).doesNotContain("bedrock-emulator.jar /opt/ostiary");
    }

    @Test
    void theRealmHasTwoAppsAsClientsWithTheAudienceAndTheAccessFilesExpectThem() throws IOException {
        JsonNode realm =
                JSON.readTree(ROOT.resolve("deploy/keycloak/realm.json").toFile());
        var clients = new TreeSet<String>();
        for (JsonNode client : realm.get("clients")) {
            clients.add(client.get("clientId").asText());
            assertThat(client.at("/protocolMappers/0/config/included.custom.audience")
                            .asText())
                    .isEqualTo("ostiary");
            assertThat(client.get("serviceAccountsEnabled").asBoolean()).isTrue();
        }

        assertThat(clients).containsExactly("assistant", "translator");
        for (String client : clients) {
            assertThat(ROOT.resolve("deploy/compose/access/apps/" + client + ".yaml"))
                    .content()
                    .contains("claims: { azp: " + client + " }");
        }
    }

    @Test
    void everyPanelOfEveryDashboardAsksForMetricsThatTheOperationsPageLists() throws IOException {
        String operations = Files.readString(ROOT.resolve("docs/operations.md"));
        List<String> unknown = new ArrayList<>();
        int expressions = 0;
        for (String expression : Dashboards.expressions(ROOT.resolve("deploy/grafana/dashboards"))) {
            expressions++;
            Pattern.compile("ostiary_[a-z_]+")
                    .matcher(expression)
                    .results()
                    .map(MatchResult::group)
                    .forEach(metric -> {
                        String base = metric.replaceAll("_(bucket|count|sum)$", "");
                        if (!operations.contains("`" + base + "`")) {
                            unknown.add(metric);
                        }
                    });
        }

        assertThat(expressions).isGreaterThan(20);
        assertThat(unknown).isEmpty();
    }

    @SuppressWarnings("unchecked") // compose's own schema: services is a map of maps
    private static Map<String, Map<String, ?>> services() throws IOException {
        var yaml = (Map<String, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(ROOT.resolve("docker-compose.yml")));
        return (Map<String, Map<String, ?>>) yaml.get("services");
    }
}
