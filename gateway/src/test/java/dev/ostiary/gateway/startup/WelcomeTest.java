package dev.ostiary.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.files.AccessFiles;
import dev.ostiary.gateway.files.AccessTree;
import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.store.AccessReading;
import dev.ostiary.gateway.store.AccessSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {
    private static final Path SAMPLES = Path.of("..", "access");

    @TempDir
    Path directory;

    private static String text(Path root) {
        AccessReading reading = AccessFiles.load(root, AccessRules.DEFAULT);
        var content = (AccessReading.AccessContent) reading;
        var snapshot = new AccessSnapshot(1, Instant.EPOCH, content.apps(), content.issuers());
        return new Welcome("http://127.0.0.1:8080", List.of("us-east-1"), app -> "token-of-" + app).text(snapshot);
    }

    @Test
    void theSampleAppIsShownWithACallThatWorksAndOneThatIsRefusedAndWhy() {
        assertThat(text(SAMPLES).lines())
                .containsSubsequence(
                        "export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=http://127.0.0.1:8080",
                        "export AWS_ENDPOINT_URL_BEDROCK=http://127.0.0.1:8080",
                        "export AWS_BEARER_TOKEN_BEDROCK=token-of-assistant",
                        "export AWS_REGION=us-east-1",
                        "export AWS_DEFAULT_REGION=us-east-1",
                        "curl -sS http://127.0.0.1:8080/model/anthropic.claude-3-sonnet-20240229-v1:0/converse "
                                + "-H \"Authorization: Bearer $AWS_BEARER_TOKEN_BEDROCK\" -H 'Content-Type: application/json' "
                                + "-d '{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}'",
                        "aws bedrock-runtime converse --region us-east-1 --model-id anthropic.claude-3-sonnet-20240229-v1:0 "
                                + "--messages '[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]'",
                        "# one that is refused, because no identity-based policy allows the bedrock:InvokeModel action "
                                + "on this model:",
                        "Other apps: catalog-reader, translator");
    }

    @Test
    void amongOtherAppsOneThatMayCallSomethingIsShown() {
        Path root = new AccessTree(directory)
                .withGoodFiles()
                .with("apps/aaa.yaml", "version: 1\napp: aaa\n")
                .with("apps/bbb.yaml", "version: 1\napp: bbb\nenabled: false\npolicies: [llama]\n")
                .root();

        assertThat(text(root))
                .contains("token-of-translator", "--model-id meta.llama3-70b-instruct-v1:0")
                .contains("/model/anthropic.claude-3-sonnet-20240229-v1:0/converse");
    }

    @Test
    void withoutAnEnabledAppTheNextStepIsTold() {
        Path root = new AccessTree(directory)
                .with("apps/bbb.yaml", "version: 1\napp: bbb\nenabled: false\n")
                .root();

        assertThat(text(root)).contains("No app is enabled");
    }
}
