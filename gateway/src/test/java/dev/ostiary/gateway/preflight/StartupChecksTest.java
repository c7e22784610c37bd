package dev.ostiary.gateway.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupChecksTest {
    private static final Map<String, String> GOOD = Map.of(
            "OSTIARY_ACCESS_DIRECTORY", "/etc/ostiary/access",
            "OSTIARY_UPSTREAMS_DEFAULT_ACCOUNT_ID", "111122223333",
            "OSTIARY_UPSTREAMS_DEFAULT_REGIONS", "us-east-1,eu-west-1");

    @Test
    void aConfigurationMadeOfVariablesAloneIsEnough() {
        assertThat(problems(GOOD, Map.of())).isEmpty();
    }

    @Test
    void aConfigurationMadeOfAFileAloneIsEnough() {
        assertThat(problems(
                        Map.of(),
                        Map.of(
                                "ostiary.access.directory", "/etc/ostiary/access",
                                "ostiary.upstreams.second.account-id", "111122223333",
                                "ostiary.upstreams.second.regions[0]", "us-east-1",
                                "ostiary.upstreams.second.regions[1]", "eu-west-1",
                                "%dev.ostiary.http.port", "8081")))
                .isEmpty();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThat(problems(Map.of(), Map.of()))
                .containsExactly(
                        "ostiary.access.directory: is missing (set it, for example by OSTIARY_ACCESS_DIRECTORY)",
                        "ostiary.upstreams.default.account-id: is missing (set it, for example by "
                                + "OSTIARY_UPSTREAMS_DEFAULT_ACCOUNT_ID)",
                        "ostiary.upstreams.default.regions: is missing (set it, for example by "
                                + "OSTIARY_UPSTREAMS_DEFAULT_REGIONS)");
    }

    @Test
    void aValueThatCannotBeReadHidesNothingElseOfTheSameKind() {
        assertThat(problems(
                        Map.of(
                                "OSTIARY_ACCESS_DIRECTORY", "/etc/ostiary/access",
                                "OSTIARY_ACCESS_ORGANIZATION_FULL_ACCESS", "no",
                                "OSTIARY_UPSTREAMS_DEFAULT_REGIONS", "us-east-1,frankfurt",
                                "OSTIARY_UPSTREAMS_DEFAULT_ENDPOINT", "http://bedrock.example.com",
                                "OSTIARY_UPSTREAMS_DEFAULT_MAX_CONNECTIONS", "many",
                                "OSTIARY_HTTP_HEADER_TIMEOUT", "soon",
                                "OSTIARY_HTTP_TLS_CERTIFICATE", "/absent/tls.pem"),
                        Map.of()))
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "ostiary.upstreams.default.account-id",
                        "ostiary.access.organization-full-access",
                        "ostiary.upstreams.default.regions",
                        "ostiary.upstreams.default.endpoint",
                        "ostiary.upstreams.default.max-connections",
                        "ostiary.http.header-timeout",
                        "ostiary.http.tls-certificate",
                        "ostiary.http.tls-key");
    }

    @Test
    void halfAnUpstreamIsToldBesideOtherMalformedValues() {
        assertThat(problems(
                        Map.of(
                                "OSTIARY_UPSTREAMS_DEFAULT_ACCOUNT_ID", "111122223333",
                                "OSTIARY_ACCESS_DIRECTORY", "",
                                "OSTIARY_HTTP_PORT", "http",
                                "OSTIARY_HTTP_HEADER_TIMEOUT", "soon",
                                "OSTIARY_HTTP_MAX_BODY_SIZE", "25Q",
                                "OSTIARY_RELAY_ON_CLIENT_GONE", "ignore"),
                        Map.of()))
                .contains(
                        "ostiary.access.directory: is missing (set it, for example by OSTIARY_ACCESS_DIRECTORY)",
                        "ostiary.upstreams.default.regions: is missing (set it, for example by "
                                + "OSTIARY_UPSTREAMS_DEFAULT_REGIONS)",
                        "ostiary.http.port: malformed value `http` (Expected an integer value, got \"http\")",
                        "ostiary.http.header-timeout: malformed value `soon` (Invalid duration: soon)")
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("ostiary.http.max-body-size: malformed value `25Q`"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("ostiary.relay.on-client-gone: malformed value `ignore`"))
                .hasSize(6);
    }

    @Test
    void unsafeAndSenselessUpstreamsAreRefused() {
        assertThat(problems(
                        with(
                                "OSTIARY_UPSTREAMS_DEFAULT_ACCOUNT_ID", "1234",
                                "OSTIARY_UPSTREAMS_DEFAULT_REGIONS", "us-east-1/x"),
                        Map.of()))
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("ostiary.upstreams.default.account-id: expected 12 digits"))
                .anySatisfy(problem -> assertThat(problem).startsWith("ostiary.upstreams.default.regions: "));
        assertThat(problems(with("OSTIARY_UPSTREAMS_DEFAULT_ENDPOINT", "http://bedrock.internal"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("ostiary.upstreams.default.endpoint: plain http beyond loopback");
        assertThat(problems(Map.copyOf(with("OSTIARY_UPSTREAMS_DEFAULT_ENDPOINT", "http://127.0.0.1:9999")), Map.of()))
                .isEmpty();
    }

    @Test
    void aCertificateThatIsMissingIsToldBesideEverythingElse() {
        assertThat(problems(
                        with(
                                "OSTIARY_UPSTREAMS_DEFAULT_ACCOUNT_ID", "1234",
                                "OSTIARY_HTTP_TLS_CERTIFICATE", "/absent/tls.crt",
                                "OSTIARY_HTTP_TLS_KEY", "/absent/tls.key"),
                        Map.of()))
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "ostiary.upstreams.default.account-id", "ostiary.http.tls-certificate", "ostiary.http.tls-key");
    }

    @Test
    void theSharedBearerTokenIsRefusedWithoutShowingIt() {
        assertThat(problems(
                        with("AWS_BEARER_TOKEN_BEDROCK", "ABSKsecret"), Map.of("aws.bearerTokenBedrock", "ABSKother")))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem)
                        .contains("it would win over the role")
                        .doesNotContain("ABSK"));
    }

    @Test
    void unknownKeysOfFilesAreRefusedWithTheNearestKey() {
        assertThat(problems(
                        GOOD,
                        Map.of(
                                "ostiary.http.prot", "1",
                                "ostiary.upstreams.default.acount-id", "1",
                                "ostiary.budget", "1",
                                "%prod.ostiary.http.hots", "x",
                                "other.http.port", "1")))
                .containsExactlyInAnyOrder(
                        "ostiary.http.prot: unknown key, from the file (did you mean `ostiary.http.port`?)",
                        "ostiary.upstreams.default.acount-id: unknown key, from the file "
                                + "(did you mean `ostiary.upstreams.default.account-id`?)",
                        "ostiary.budget: unknown key, from the file (all keys are in docs/configuration.md)",
                        "%prod.ostiary.http.hots: unknown key, from the file (did you mean `ostiary.http.host`?)");
    }

    @Test
    void unknownKeysOfADotEnvFileAreRefusedByTheNameOfTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(".env"), """
                OSTIARY_HTTP_PORT=8081
                OSTIARY_UPSTREAMS_OTHER_ACCOUNT_ID=111122223333
                OSTIARY_UPSTREAMS_OTHER_REGIONS=us-east-1
                OSTIARY_HTTP_PROT=1
                ostiary.http.hots=x
                OTHER=1
                """);
        var configuration = new Configuration(
                () -> new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withSources(new EnvConfigSource(GOOD, 300))
                        .withSources(DotEnvConfigSourceProvider.dotEnvSources(
                                file.toUri().toString(), getClass().getClassLoader())),
                GOOD);

        assertThat(StartupChecks.problems(configuration).stream().map(ConfigProblem::toText))
                .containsExactly(
                        "ostiary.http.hots: unknown key, from file:" + file + " (did you mean `ostiary.http.host`?)",
                        "OSTIARY_HTTP_PROT: unknown key, from file:" + file + " (did you mean `OSTIARY_HTTP_PORT`?)");
    }

    @Test
    void unknownVariablesAreRefusedButThoseOfKubernetesAreNot() {
        assertThat(problems(
                        with(
                                "OSTIARY_HTTP_PROT", "1",
                                "OSTIARY_UPSTREAMS_EU_ACCOUNTID", "1",
                                "OSTIARY_SERVICE_HOST", "10.0.0.1",
                                "OSTIARY_SERVICE_PORT_HTTP", "8080",
                                "OSTIARY_PORT", "tcp://10.0.0.1:8080",
                                "OSTIARY_PORT_8080_TCP_ADDR", "10.0.0.1",
                                "OSTIARYX", "not ours"),
                        Map.of()))
                .containsExactly(
                        "OSTIARY_HTTP_PROT: unknown key, from the environment (did you mean `OSTIARY_HTTP_PORT`?)",
                        "OSTIARY_UPSTREAMS_EU_ACCOUNTID: unknown key, from the environment "
                                + "(did you mean `OSTIARY_UPSTREAMS_EU_ACCOUNT_ID`?)");
    }

    @Test
    void listsMayComeByNumberedVariables() {
        var variables = new HashMap<>(GOOD);
        variables.remove("OSTIARY_UPSTREAMS_DEFAULT_REGIONS");
        variables.put("OSTIARY_UPSTREAMS_DEFAULT_REGIONS_0_", "us-east-1");

        assertThat(problems(variables, Map.of())).isEmpty();
    }

    @Test
    void aSwitchIsTrueOrFalseAndNothingElse() {
        assertThat(problems(
                        with("OSTIARY_UPSTREAMS_DEFAULT_ALLOW_PLAINTEXT", "yes"),
                        Map.of("ostiary.access.organization-full-access", "fasle")))
                .containsExactlyInAnyOrder(
                        "ostiary.upstreams.default.allow-plaintext: malformed value `yes` (expected true or false)",
                        "ostiary.access.organization-full-access: malformed value `fasle` (expected true or false)");
    }

    @Test
    void lintBlocksOnErrorsOrOnSecurityFindingsAndOnNothingElse() {
        assertThat(problems(with("OSTIARY_ACCESS_BLOCK_ON", "security"), Map.of()))
                .isEmpty();
        assertThat(problems(with("OSTIARY_ACCESS_BLOCK_ON", "warning"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("ostiary.access.block-on: malformed value `warning`");
    }

    @Test
    void portsAndHalfACertificateAreChecked() {
        assertThat(problems(
                        with(
                                "OSTIARY_HTTP_PORT", "65536",
                                "OSTIARY_MANAGEMENT_PORT", "-1",
                                "OSTIARY_HTTP_TLS_CERTIFICATE", "/absent/tls.crt"),
                        Map.of()))
                .hasSize(4)
                .contains("ostiary.http.tls-certificate: `/absent/tls.crt` does not exist (correct the path)")
                .anySatisfy(problem -> assertThat(problem).startsWith("ostiary.http.port: `65536` is not a port"))
                .anySatisfy(problem -> assertThat(problem).startsWith("ostiary.management.port: `-1` is not a port"))
                .anySatisfy(problem -> assertThat(problem).startsWith("ostiary.http.tls-key: is missing"));
    }

    @Test
    void boundsThatBoundNothingOrEverythingAreRefused() {
        assertThat(problems(
                        GOOD,
                        Map.ofEntries(
                                Map.entry("ostiary.http.max-body-size", "3G"),
                                Map.entry("ostiary.http.max-header-size", "0"),
                                Map.entry("ostiary.http.header-timeout", "-1s"),
                                Map.entry("ostiary.http.body-idle-timeout", "0s"),
                                Map.entry("ostiary.http.write-idle-timeout", "0s"),
                                Map.entry("ostiary.http.keep-alive-timeout", "PT0.0005S"),
                                Map.entry("ostiary.http.shutdown-timeout", "-1s"),
                                Map.entry("ostiary.http.max-connections", "0"),
                                Map.entry("ostiary.http.max-exchanges", "-3"),
                                Map.entry("ostiary.http.max-buffered-bodies", "0"),
                                Map.entry("ostiary.relay.drain-limit", "-1"),
                                Map.entry("ostiary.relay.drain-timeout", "0s"),
                                Map.entry("ostiary.catalogue.refresh", "0s"),
                                Map.entry("ostiary.identity.key-refresh", "0s"),
                                Map.entry("ostiary.identity.stale-keys", "-1h"))))
                .hasSize(15)
                .contains(
                        "ostiary.http.max-body-size: `3221225472` is out of bounds "
                                + "(expected 1 to 2147483647 bytes, for example 64K or 25M)",
                        "ostiary.http.header-timeout: `PT-1S` is out of bounds "
                                + "(expected more than 0, for example 10s or 5m)",
                        "ostiary.relay.drain-limit: `-1` is out of bounds (expected at least 0)");
    }

    @Test
    void whatIsTheSmallestSenseIsAccepted() {
        assertThat(problems(
                        GOOD,
                        Map.of(
                                "ostiary.http.shutdown-timeout", "0s",
                                "ostiary.http.max-body-size", "1",
                                "ostiary.http.header-timeout", "1ms",
                                "ostiary.http.max-connections", "1",
                                "ostiary.relay.drain-limit", "0")))
                .isEmpty();
    }

    @Test
    void proxiesAreCidrsAndBlanksBehindCommasDoNoHarm() {
        assertThat(problems(with("OSTIARY_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, foo"), Map.of()))
                .containsExactly("ostiary.http.trusted-proxies: ` foo` is not a CIDR "
                        + "(expected something like 10.0.0.0/8 or fd00::/8)");
        assertThat(problems(
                        with(
                                "OSTIARY_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8",
                                "OSTIARY_UPSTREAMS_DEFAULT_REGIONS", "us-east-1, eu-west-1"),
                        Map.of()))
                .isEmpty();
    }

    @Test
    void aRoleIsInThePartitionOfItsRegions() {
        assertThat(problems(
                        with("OSTIARY_UPSTREAMS_DEFAULT_ROLE_ARN", "arn:aws-cn:iam::111122223333:role/x"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("ostiary.upstreams.default.role-arn: `arn:aws-cn:iam::111122223333:role/x` is not in the "
                        + "partition of the Regions, expected arn:aws:iam::");
    }

    private static Map<String, String> with(String... pairs) {
        var variables = new HashMap<>(GOOD);
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return variables;
    }

    private static List<String> problems(Map<String, String> variables, Map<String, String> file) {
        var configuration = new Configuration(
                () -> new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withSources(
                                new EnvConfigSource(variables, 300), new PropertiesConfigSource(file, "the file", 100)),
                variables);
        return StartupChecks.problems(configuration).stream()
                .map(ConfigProblem::toText)
                .toList();
    }
}
