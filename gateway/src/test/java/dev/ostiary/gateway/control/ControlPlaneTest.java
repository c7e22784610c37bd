package dev.ostiary.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.gateway.control.ControlReading.ControlAnswer;
import dev.ostiary.gateway.control.ControlReading.NoControlAnswer;
import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.upstream.RawServer;
import dev.ostiary.gateway.upstream.Settings;
import dev.ostiary.gateway.upstream.UpstreamRig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class ControlPlaneTest {
    private static final AwsCredentialsIdentity KNOWN =
            AwsCredentialsIdentity.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY);

    private static ControlReading get(UpstreamRig rig, String path, @Nullable String query) {
        var plane = new ControlPlane(rig.vertx, rig.upstream);
        return UpstreamRig.await(rig.onLoop(() -> plane.get("default", "us-east-1", path, query, KNOWN)));
    }

    @Test
    void theCataloguesQuestionsAreAnswered() {
        try (var emulator = Emulator.start(EmulatorOptions.defaults());
                var rig = new UpstreamRig(Settings.at(emulator.endpoint().toString()))) {
            assertThat(get(rig, "/foundation-models", null)).isInstanceOfSatisfying(ControlAnswer.class, answer -> {
                assertThat(answer.isSuccess()).isTrue();
                assertThat(answer.body().toJsonObject().getJsonArray("modelSummaries"))
                        .isNotEmpty();
            });
            assertThat(get(rig, "/inference-profiles", "maxResults=5&type=SYSTEM_DEFINED"))
                    .isInstanceOfSatisfying(
                            ControlAnswer.class,
                            answer -> assertThat(answer.body().toJsonObject().getJsonArray("inferenceProfileSummaries"))
                                    .hasSizeBetween(1, 5));
            assertThat(get(rig, "/foundation-models/no.such-model", null))
                    .isInstanceOfSatisfying(ControlAnswer.class, answer -> {
                        assertThat(answer.isSuccess()).isFalse();
                        assertThat(answer.errorType()).isIn("ValidationException", "ResourceNotFoundException");
                    });
        }
    }

    @Test
    void anAnswerOverTheBoundIsGivenUp() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
                    for (int i = 0; i < 100; i++) {
                        peer.write("x".repeat(1_000_000));
                    }
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            assertThat(get(rig, "/foundation-models", null)).isEqualTo(new NoControlAnswer(FailureKind.MALFORMED));
        }
    }

    @Test
    void anAnswerThatBreaksIsNone() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    peer.reset();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            assertThat(get(rig, "/foundation-models", null))
                    .isEqualTo(new NoControlAnswer(FailureKind.RESET_BEFORE_HEADERS));
        }
    }
}
