package dev.ostiary.gateway.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.upstream.Settings;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamsTest {
    @ParameterizedTest
    @CsvSource({
        "us-east-1, aws, amazonaws.com",
        "us-gov-west-1, aws-us-gov, amazonaws.com",
        "cn-north-1, aws-cn, amazonaws.com.cn",
        "eusc-de-east-1, aws-eusc, amazonaws.eu"
    })
    void withoutOverridesTheHostsAreThoseOfTheRegionsPartition(String region, String partition, String suffix) {
        var upstream = Settings.aws().with("regions", region).upstreams().get("default");

        assertThat(upstream.partition()).isEqualTo(partition);
        assertThat(upstream.endpoint(region, false))
                .isEqualTo(new Endpoint(true, "bedrock-runtime." + region + "." + suffix, 443, ""));
        assertThat(upstream.endpoint(region, true))
                .isEqualTo(new Endpoint(true, "bedrock." + region + "." + suffix, 443, ""));
        assertThat(upstream.stsEndpoint(region)).isEqualTo(URI.create("https://sts." + region + "." + suffix));
    }

    @Test
    void defaultsAreThoseOfTheContract() {
        var upstream = Settings.aws().upstreams().get("default");

        assertThat(upstream.role()).isNull();
        assertThat(upstream.bounds())
                .isEqualTo(
                        new Upstream.Bounds(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofHours(1), 500, 450));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "9,8", "10,9", "500,450"})
    void anAppMayHaveAllConnectionsButATenth(int connections, int share) {
        var upstream = Settings.aws()
                .with("max-connections", Integer.toString(connections))
                .upstreams()
                .get("default");

        assertThat(upstream.bounds().maxConnectionsPerApp()).isEqualTo(share);
    }

    @Test
    void overridesMayHoldTheRegion() {
        var upstream = Settings.aws()
                .with("regions", "eu-west-1,eu-central-1")
                .with("endpoint", "https://vpce-1.bedrock-runtime.{region}.vpce.amazonaws.com/")
                .upstreams()
                .get("default");

        assertThat(upstream.endpoint("eu-central-1", false))
                .isEqualTo(new Endpoint(true, "vpce-1.bedrock-runtime.eu-central-1.vpce.amazonaws.com", 443, ""));
        assertThat(upstream.endpoint("eu-west-1", true).host()).isEqualTo("bedrock.eu-west-1.amazonaws.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4566", "http://127.0.0.1:1", "http://127.1.2.3", "http://[::1]:8080/x"})
    void plainHttpToLoopbackIsFine(String url) {
        assertThat(Settings.aws().with("endpoint", url).upstreams().problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://emulator:4566",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1",
                "http://localhost.example"
            })
    void plainHttpBeyondLoopbackMustBeAllowed(String url) {
        var refused = Settings.aws().with("endpoint", url).upstreams();
        var allowed = Settings.aws()
                .with("endpoint", url)
                .with("allow-plaintext", "true")
                .upstreams();

        assertThat(refused.byName()).isEmpty();
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("ostiary.upstreams.default.endpoint: plain http beyond loopback");
        assertThat(allowed.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "account-id, 1111, account-id",
        "regions, us-east-1/x, regions",
        "regions, us-east-1.evil.example, regions",
        "regions, us-east-1@evil, regions",
        "regions, 'us-east-1,us-east-1', regions",
        "regions, 'us-east-1,cn-north-1', regions",
        "role-arn, arn:aws:iam::1:role/x, role-arn",
        "external-id, abc, external-id",
        "endpoint, ftp://localhost, endpoint",
        "endpoint, https://user@localhost, endpoint",
        "endpoint, https://localhost/?q, endpoint",
        "sts-endpoint, https:///x, sts-endpoint",
        "control-endpoint, not a url, control-endpoint",
        "max-connections, 0, max-connections",
        "max-connections-per-app, 0, max-connections-per-app",
        "max-connections-per-app, 501, max-connections-per-app",
        "connect-timeout, 0S, connect-timeout"
    })
    void aWrongValueIsNamedByItsKey(String key, String value, String named) {
        var read = Settings.aws().with(key, value).upstreams();

        assertThat(read.byName()).isEmpty();
        assertThat(read.problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("ostiary.upstreams.default." + named + ": "));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        var read = Settings.aws()
                .with("account-id", "x")
                .with("regions", "nowhere")
                .with("max-connections", "-1")
                .upstreams();

        assertThat(read.problems()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east", "us-east,frankfurt", "us-east-1/x"})
    void aMalformedRegionHidesNoUnsafeEndpoint(String regions) {
        var read = Settings.aws()
                .with("regions", regions)
                .with("endpoint", "http://bedrock.{region}.example.com")
                .with("control-endpoint", "ftp://example.com")
                .with("sts-endpoint", "https://sts.{region}.example.com")
                .upstreams();

        assertThat(read.problems())
                .contains(
                        "ostiary.upstreams.default.endpoint: plain http beyond loopback needs allow-plaintext=true,"
                                + " found `http://bedrock.{region}.example.com`",
                        "ostiary.upstreams.default.control-endpoint: expected an https URL, found `ftp://example.com`")
                .noneMatch(problem -> problem.contains("sts-endpoint"))
                .hasSize(2 + regions.split(",").length);
    }
}
