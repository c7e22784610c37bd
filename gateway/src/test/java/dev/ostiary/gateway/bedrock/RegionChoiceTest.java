package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.RequestTarget;
import dev.ostiary.gateway.route.Route;
import dev.ostiary.gateway.store.App;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionChoiceTest {
    private static App app(@Nullable String region, String... regions) {
        return Calls.app("translator", region, List.of(regions), Calls.policies());
    }

    private static Beginning begin(App app, String prefix) {
        Route route = Calls.route("POST", prefix + "/model/amazon.nova-micro-v1:0/invoke");
        return Calls.reader().begin(route, Calls.headers(), app, Calls.ACCOUNT);
    }

    private static String region(App app, String prefix) {
        return ((Begun) begin(app, prefix)).region();
    }

    @Test
    void thePrefixWinsThenTheAppThenTheUpstreamsFirst() {
        assertThat(region(app("us-west-2"), "/region/eu-central-1")).isEqualTo("eu-central-1");
        assertThat(region(app("us-west-2"), "")).isEqualTo("us-west-2");
        assertThat(region(app(null), "")).isEqualTo("us-east-1");
    }

    @Test
    void anAppMayBeNarrowed() {
        App narrowed = app("us-west-2", "us-west-2");

        assertThat(region(narrowed, "/region/us-west-2")).isEqualTo("us-west-2");
        assertThat(begin(narrowed, "/region/us-east-1")).isInstanceOf(Beginning.Refused.class);
    }

    @Test
    void withoutAPrefixANarrowedAppGetsTheFirstRegionThatItMayUse() {
        assertThat(region(app(null, "us-west-2"), "")).isEqualTo("us-west-2");
        assertThat(region(app(null, "us-west-2", "us-east-1"), "")).isEqualTo("us-west-2");
        assertThat(region(app(null, "ap-south-1", "us-west-2"), "")).isEqualTo("us-west-2");
        assertThat(begin(app(null, "ap-south-1"), "")).isInstanceOf(Beginning.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-2",
                "us-east-11",
                "US-EAST-1",
                "us-east-1.evil.example",
                "us-east-1:443",
                "us-east-1%2F",
                "user@us-east-1",
                "useast1",
                "us--1",
                "us-east-",
                "-east-1",
                "x",
            })
    void whatIsNotConfiguredOrNoRegionIs400(String region) {
        if (!(RequestTarget.parse("/region/" + region + "/model/m/invoke") instanceof RequestTarget)) {
            return; // refused even earlier, by the grammar of targets, with the same status
        }
        assertThat(begin(app(null), "/region/" + region))
                .isInstanceOfSatisfying(
                        Beginning.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.VALIDATION));
    }

    @Test
    void theNameCheckIsTheRegularExpressionOfTheThreatModel() {
        Pattern grammar = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        String alphabet = "ab-1-z9A.";
        for (int round = 0; round < 200_000; round++) {
            var text = new StringBuilder(random.nextBoolean() ? "us-" : "");
            int length = random.nextInt(9);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(RegionChoice.isRegionName(text.toString()))
                    .as("seed %s, `%s`", seed, text)
                    .isEqualTo(grammar.matcher(text).matches());
        }
    }
}
