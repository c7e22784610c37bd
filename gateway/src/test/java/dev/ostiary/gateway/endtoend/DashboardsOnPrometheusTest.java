package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.deploy.Dashboards;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** The dashboards and alerts on a real Prometheus that scraped the gateway. Skipped where Debian's prometheus is not installed. */
class DashboardsOnPrometheusTest {
    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Path DEPLOY = Path.of("../deploy");
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";

    @TempDir
    Path directory;

    @Test
    void everyExpressionAndEveryAlertIsValidPromql() throws IOException, InterruptedException {
        assumeThat(PROMTOOL).as("apt-get install prometheus").exists();
        List<String> expressions = Dashboards.expressions(DEPLOY.resolve("grafana/dashboards"));
        var rules = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
        for (int i = 0; i < expressions.size(); i++) {
            rules.append("      - record: panel:")
                    .append(i)
                    .append("\n        expr: >-\n          ")
                    .append(expressions.get(i))
                    .append('\n');
        }
        Path file = Files.writeString(directory.resolve("panels.yml"), rules);

        assertThat(expressions).hasSizeGreaterThan(20);
        assertThat(run(
                        PROMTOOL.toString(),
                        "check",
                        "rules",
                        file.toString(),
                        DEPLOY.resolve("prometheus/rules.yml").toString()))
                .isZero();
    }

    @Test
    void thePanelsOfARunningGatewayShowData() throws IOException, InterruptedException {
        assumeThat(PROMETHEUS).as("apt-get install prometheus").exists();
        TestGateway.write(directory, "policies/sonnet.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:InvokeModel",
                 "Resource":"arn:aws:bedrock:us-east-1::foundation-model/%s"}]}""".formatted(SONNET));
        TestGateway.writeApp(directory, "app", "sonnet", "tags: { team: blue, cost-center: \"7\" }\n");
        Vertx vertx = Vertx.vertx();
        try (TestGateway gateway = TestGateway.start(directory, Map.of())) {
            traffic(gateway);
            int scraped = serve(vertx, gateway);
            int port = freePort();
            Process prometheus = prometheus(scraped, port);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> hasData(port, "ostiary_app_info{team=\"blue\"}"));
                var failed = new ArrayList<String>();
                for (String expression : Dashboards.expressions(DEPLOY.resolve("grafana/dashboards"))) {
                    if (!query(port, expression).contains("\"status\":\"success\"")) {
                        failed.add(expression);
                    }
                }

                assertThat(failed).isEmpty();
                assertThat(hasData(port, "ostiary_requests_total{app=\"app\",outcome=\"success\"}"))
                        .isTrue();
                assertThat(hasData(port, "ostiary_denials_total{layer=\"policy\"}"))
                        .isTrue();
                assertThat(hasData(port, "ostiary_tokens_total{kind=\"output\"}"))
                        .isTrue();
                assertThat(hasData(port, "ostiary_access_reload_success == 1")).isTrue();
            } finally {
                prometheus.destroy();
                prometheus.waitFor(10, TimeUnit.SECONDS);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void traffic(TestGateway gateway) {
        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("app"))) {
            converse(client, SONNET);
            try {
                converse(client, "meta.llama3-70b-instruct-v1:0");
            } catch (AccessDeniedException wanted) {
                assertThat(wanted.statusCode()).isEqualTo(403);
            }
        }
    }

    private static void converse(BedrockRuntimeClient client, String model) {
        client.converse(request -> request.modelId(model)
                .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))));
    }

    private static int serve(Vertx vertx, TestGateway gateway) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(gateway.metrics()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return server.actualPort();
    }

    private Process prometheus(int scraped, int port) throws IOException {
        Path config = Files.writeString(
                directory.resolve("prometheus.yml"),
                "global: { scrape_interval: 1s }\nscrape_configs:\n  - job_name: ostiary\n    metrics_path: /q/metrics\n"
                        + "    static_configs: [{ targets: [\"127.0.0.1:" + scraped + "\"] }]\n");
        return new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    private static boolean hasData(int port, String expression) throws IOException, InterruptedException {
        return query(port, expression).contains("\"value\":");
    }

    private static String query(int port, String expression) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (ConnectException notYet) {
            return "";
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
