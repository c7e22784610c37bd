package dev.ostiary.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ostiary.gateway.offering.CrossRegionGuardrail;
import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.PromptRouter;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueRefresherTest {
    private static final CatalogueAccount ACCOUNT =
            new CatalogueAccount("default", "aws", "111122223333", List.of("us-east-1", "eu-west-1"));

    private static final String ROUTER = "arn:aws:bedrock:us-east-1:111122223333:prompt-router/abc";
    private static final String GUARDRAIL = "arn:aws:bedrock:us-east-1:111122223333:guardrail/wide";

    private static final Future<ListReading> DENIED =
            Future.succeededFuture(new ListReading.Missing("403 AccessDeniedException"));

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private CatalogueSource source = this::answer;

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private CatalogueRefresher refresher(CatalogueAccount account) {
        CatalogueSettings settings = new CatalogueSettings() {
            @Override
            public Duration refresh() {
                return Duration.ofHours(1);
            }

            @Override
            public Path file() {
                return folder.resolve("catalogue.json");
            }
        };
        CatalogueSource late = (upstream, region, path, query) -> source.get(upstream, region, path, query);
        return new CatalogueRefresher(vertx, settings, account, late, nanos::get);
    }

    /** Two pages of system-defined profiles, one application profile, one model, one router, one cross-Region guardrail. */
    private Future<ListReading> answer(String upstream, String region, String path, String query) {
        asked.add(region + " " + path + " " + query);
        String body = switch (path + "?" + query) {
            case "/foundation-models?" -> "{\"modelSummaries\":[{\"modelId\":\"new.model-v1:0\"}]}";
            case "/inference-profiles?maxResults=1000&type=SYSTEM_DEFINED" ->
                page(region, "inference-profile/us.new.model-v1:0", ",\"nextToken\":\"p 2+\"");
            case "/inference-profiles?maxResults=1000&type=SYSTEM_DEFINED&nextToken=p%202%2B" ->
                page(region, "inference-profile/global.new.model-v1:0", "");
            case "/inference-profiles?maxResults=1000&type=APPLICATION" ->
                page(region, "application-inference-profile/abc", "");
            case "/prompt-routers?maxResults=100" -> """
                {"promptRouterSummaries":[{"promptRouterArn":"arn:aws:bedrock:%s:111122223333:prompt-router/abc",
                "models":[{"modelArn":"arn:aws:bedrock:%s::foundation-model/new.model-v1:0"}]}]}""".formatted(region, region);
            case "/guardrails?maxResults=1000" -> """
                {"guardrails":[{"id":"plain","arn":"arn:aws:bedrock:%s:111122223333:guardrail/plain"},
                {"id":"wide","arn":"arn:aws:bedrock:%s:111122223333:guardrail/wide",
                "crossRegionDetails":{"guardrailProfileId":"us.guardrail.v1:0"}}]}""".formatted(region, region);
            default -> throw new IllegalArgumentException(path + "?" + query);
        };
        return list(body);
    }

    private static Future<ListReading> list(String body) {
        return Future.succeededFuture(new ListReading.Body(Buffer.buffer(body)));
    }

    private static String page(String region, String resource, String more) {
        String id = resource.substring(resource.indexOf('/') + 1);
        return """
                {"inferenceProfileSummaries":[{"inferenceProfileId":"%s",
                "inferenceProfileArn":"arn:aws:bedrock:%s:111122223333:%s",
                "models":[{"modelArn":"arn:aws:bedrock:%s::foundation-model/new.model-v1:0"}]}]%s}""".formatted(id, region, resource, region, more);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theSeedServesUntilTheControlPlaneAnswers() {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            assertThat(refresher.current().knowsModel("anthropic.claude-3-sonnet-20240229-v1:0"))
                    .isTrue();
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void everyPageOfBothTypesIsReadAndTheSeedReplaced() throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            long before = refresher.current().version();

            await(refresher.start());

            RegionalCatalogue east = refresher.current().region("us-east-1");
            assertThat(east.models()).extracting(FoundationModel::id).containsExactly("new.model-v1:0");
            assertThat(east.profiles())
                    .extracting(InferenceProfile::id)
                    .containsExactly("us.new.model-v1:0", "global.new.model-v1:0", "abc");
            assertThat(refresher.current().version()).isGreaterThan(before);
        }
    }

    @Test
    void theSameAnswerMakesNoNewVersion() throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());
            long version = refresher.current().version();

            await(refresher.refreshFor("us-east-1"));

            assertThat(refresher.current().version()).isEqualTo(version);
            assertThat(asked).hasSize(18);
        }
    }

    @Test
    void aRegionThatFailsInAnyPartKeepsWhatItHad() throws Exception {
        source = (upstream, region, path, query) -> region.equals("eu-west-1") && query.contains("APPLICATION")
                ? DENIED
                : answer(upstream, region, path, query);
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());

            assertThat(refresher.current().region("us-east-1").models()).hasSize(1);
            assertThat(refresher.current().region("eu-west-1").models()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void routersAndCrossRegionGuardrailsAreKnown() throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());

            RegionalCatalogue east = refresher.current().region("us-east-1");
            assertThat(east.routers()).extracting(PromptRouter::arn).containsExactly(ROUTER);
            assertThat(east.guardrails())
                    .extracting(CrossRegionGuardrail::arn, CrossRegionGuardrail::profileId)
                    .containsExactly(tuple(GUARDRAIL, "us.guardrail.v1:0"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRoleThatMayNotListRoutersAndGuardrailsStillHasModelsAndWhatWasKnown(boolean broken) throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());
            source = (upstream, region, path, query) -> {
                if (!path.equals("/prompt-routers") && !path.equals("/guardrails")) {
                    return answer(upstream, region, path, query);
                }
                return broken ? Future.failedFuture(new IllegalStateException("broken")) : DENIED;
            };

            await(refresher.refreshFor("us-east-1"));

            RegionalCatalogue east = refresher.current().region("us-east-1");
            assertThat(east.models()).hasSize(1);
            assertThat(east.findRouter(ROUTER)).isNotNull();
            assertThat(east.findGuardrail(GUARDRAIL)).isNotNull();
        }
    }

    @Test
    void listsThatTheRoleMayNotReadAreToldOncePerRegionUntilThatChanges() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        Logger logger = Logger.getLogger(CatalogueRefresher.class.getName());
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord line) {
                heard.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(ear);
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            source = denying("/prompt-routers", "/guardrails");
            await(refresher.start());
            await(refresher.start());
            assertThat(heard).filteredOn(line -> line.startsWith("WARN")).hasSize(2);

            source = denying("/guardrails");
            await(refresher.start());
            await(refresher.start());
            assertThat(heard).filteredOn(line -> line.startsWith("WARN")).hasSize(4);
            assertThat(heard).noneMatch(line -> line.contains("complete again"));

            source = this::answer;
            await(refresher.start());
            await(refresher.start());
            assertThat(heard).filteredOn(line -> line.startsWith("WARN")).hasSize(4);
            assertThat(heard)
                    .filteredOn(line -> line.startsWith("INFO") && line.contains("complete again"))
                    .hasSize(2);
        } finally {
            logger.removeHandler(ear);
        }
    }

    private CatalogueSource denying(String... paths) {
        return (upstream, region, path, query) ->
                List.of(paths).contains(path) ? DENIED : answer(upstream, region, path, query);
    }

    @Test
    void aRouterThatIsDeletedIsForgotten() throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());
            source = (upstream, region, path, query) -> path.equals("/prompt-routers")
                    ? list("{\"promptRouterSummaries\":[]}")
                    : answer(upstream, region, path, query);

            await(refresher.refreshFor("us-east-1"));

            assertThat(refresher.current().region("us-east-1").findRouter(ROUTER))
                    .isNull();
        }
    }

    @Test
    void aSourceThatBreaksIsNoMoreThanNoAnswer() throws Exception {
        source = (upstream, region, path, query) -> Future.failedFuture(new IllegalStateException("broken"));
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());

            assertThat(refresher.current().knowsModel("anthropic.claude-3-sonnet-20240229-v1:0"))
                    .isTrue();
        }
    }

    @Test
    void theLastGoodCopyServesTheNextStart() throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            await(refresher.start());
        }

        try (CatalogueRefresher next = refresher(ACCOUNT)) {
            assertThat(next.current().region("us-east-1").findProfile("abc")).isNotNull();
            assertThat(next.current().region("us-east-1").models()).hasSize(1);
            assertThat(next.current().region("us-east-1").findRouter(ROUTER)).isNotNull();
            assertThat(next.current().region("us-east-1").findGuardrail(GUARDRAIL))
                    .isNotNull();
        }
        CatalogueAccount other = new CatalogueAccount("default", "aws", "999999999999", ACCOUNT.regions());
        try (CatalogueRefresher next = refresher(other)) {
            assertThat(next.current().region("us-east-1").findProfile("abc")).isNull();
        }
    }

    @Test
    void aCopyThatCannotBeReadIsNoCopy() throws IOException {
        Files.writeString(folder.resolve("catalogue.json"), "{\"format\":1,\"account\":\"1111");

        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            assertThat(refresher.current().region("us-east-1").models()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void unknownIdsAskOncePerTenSecondsAndRegion() throws Exception {
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            for (int i = 0; i < 100; i++) {
                await(refresher.refreshFor("us-east-1"));
            }
            assertThat(asked).hasSize(6);

            nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
            await(refresher.refreshFor("us-east-1"));
            assertThat(asked).hasSize(6);

            nanos.addAndGet(1);
            await(refresher.refreshFor("us-east-1"));
            assertThat(asked).hasSize(12);

            await(refresher.refreshFor("eu-west-1"));
            await(refresher.refreshFor("mars-north-1"));
            assertThat(asked).hasSize(18);
        }
    }

    @Test
    void whoAsksWhileARefreshRunsWaitsForIt() throws Exception {
        Promise<ListReading> held = Promise.promise();
        source = (upstream, region, path, query) -> path.equals("/foundation-models")
                ? held.future().compose(ignored -> answer(upstream, region, path, query))
                : answer(upstream, region, path, query);
        try (CatalogueRefresher refresher = refresher(ACCOUNT)) {
            Future<Void> first = refresher.refreshFor("us-east-1");
            Future<Void> second = refresher.refreshFor("us-east-1");
            assertThat(second.isComplete()).isFalse();

            held.complete(new ListReading.Missing("not looked at"));

            await(first);
            await(second);
            assertThat(asked).hasSize(6);
            assertThat(refresher.current().region("us-east-1").models()).hasSize(1);
        }
    }
}
