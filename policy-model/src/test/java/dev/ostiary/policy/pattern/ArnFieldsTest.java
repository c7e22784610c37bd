package dev.ostiary.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"*", "arn:aws:s3:::bucket/key", "arn:aws:bedrock:*::foundation-model/a.b-v1:0"})
    void aStarAndSixFieldsNameResources(String text) {
        assertThat(ArnFields.nameResources(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "bucket", "arn:aws:s3::bucket", "arn:aws:bedrock:us-east-1:*"})
    void anythingElseNamesNone(String text) {
        assertThat(ArnFields.nameResources(text)).isFalse();
    }
}
