package dev.ostiary.gateway.endpoints;

import dev.ostiary.gateway.endpoints.UpstreamsSettings.UpstreamSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Reads and checks one upstream's settings, collecting every problem. Used once, by one thread. */
final class UpstreamReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    /** What is put into a host name must be nothing but a Region (CVE-2026-22611). */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

    private static final String STAND_IN = "us-east-1";

    private static final Pattern ROLE = Pattern.compile("arn:aws(-[a-z]+)*:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private final String name;
    private final UpstreamSettings settings;
    private final List<String> regions;
    private final List<String> problems = new ArrayList<>();

    UpstreamReader(String name, UpstreamSettings settings) {
        this.name = name;
        this.settings = settings;
        // a list is often written with a comma and a blank
        this.regions = settings.regions().stream().map(String::strip).toList();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Empty when anything is wrong. */
    Optional<Upstream> read() {
        check(NAME.matcher(name).matches(), "", "a name is made of a-z and 0-9");
        check(ACCOUNT.matcher(settings.accountId()).matches(), "account-id", "expected 12 digits");
        checkRegions();
        checkRole();
        checkBounds();
        var endpoints = new Endpoints(
                endpoints("endpoint", settings.endpoint(), "bedrock-runtime", Function.identity()),
                endpoints("control-endpoint", settings.controlEndpoint(), "bedrock", Function.identity()),
                endpoints("sts-endpoint", settings.stsEndpoint(), "sts", Endpoint::toUri));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        var role = settings.roleArn()
                .map(arn -> new Upstream.Role(arn, settings.externalId().orElse(null)))
                .orElse(null);
        var bounds = new Upstream.Bounds(
                settings.connectTimeout(),
                settings.firstByteTimeout(),
                settings.idleTimeout(),
                settings.maxConnections(),
                settings.maxConnectionsPerApp().orElse(allButATenth(settings.maxConnections())));
        return Optional.of(new Upstream(
                name, partition(regions.getFirst()).id(), settings.accountId(), regions, role, endpoints, bounds));
    }

    private void checkRegions() {
        check(!regions.isEmpty(), "regions", "expected at least one Region");
        var partitions = new HashSet<String>();
        for (var region : regions) {
            if (REGION.matcher(region).matches()) {
                partitions.add(partition(region).id());
            } else {
                check(false, "regions", "expected a Region such as eu-central-1, found `" + region + "`");
            }
        }
        check(new HashSet<>(regions).size() == regions.size(), "regions", "a Region is listed twice");
        check(partitions.size() < 2, "regions", "all Regions must be of one partition, found " + partitions);
    }

    private void checkRole() {
        settings.roleArn()
                .ifPresent(arn -> check(
                        ROLE.matcher(arn).matches(),
                        "role-arn",
                        "expected the ARN of an IAM role, found `" + arn + "`"));
        settings.roleArn()
                .filter(arn -> ROLE.matcher(arn).matches())
                .filter(arn ->
                        !regions.isEmpty() && REGION.matcher(regions.getFirst()).matches())
                .ifPresent(arn -> check(
                        arn.startsWith("arn:" + partition(regions.getFirst()).id() + ":"),
                        "role-arn",
                        "`" + arn + "` is not in the partition of the Regions, expected arn:"
                                + partition(regions.getFirst()).id() + ":iam::…"));
        settings.externalId().ifPresent(id -> {
            check(settings.roleArn().isPresent(), "external-id", "only useful together with role-arn");
            check(EXTERNAL_ID.matcher(id).matches(), "external-id", "expected 2 to 1224 characters of [\\w+=,.@:/-]");
        });
    }

    private void checkBounds() {
        check(settings.connectTimeout().toMillis() > 0, "connect-timeout", "expected more than 0");
        check(settings.firstByteTimeout().toMillis() > 0, "first-byte-timeout", "expected more than 0");
        check(settings.idleTimeout().toMillis() > 0, "idle-timeout", "expected more than 0");
        check(settings.maxConnections() > 0, "max-connections", "expected at least 1");
        settings.maxConnectionsPerApp()
                .ifPresent(share -> check(
                        share > 0 && share <= settings.maxConnections(),
                        "max-connections-per-app",
                        "expected 1 to max-connections (" + settings.maxConnections() + "), found " + share));
    }

    private static int allButATenth(int connections) {
        return Math.max(1, connections - Math.max(1, connections / 10));
    }

    private <T> Map<String, T> endpoints(
            String key, Optional<String> template, String prefix, Function<Endpoint, T> as) {
        var endpoints = new HashMap<String, T>();
        for (var region : regionsToAsk()) {
            var url = template.map(text -> text.replace("{region}", region)).orElseGet(() -> awsUrl(prefix, region));
            try {
                var endpoint = Endpoint.parse(url);
                check(
                        endpoint.tls() || endpoint.isLoopback() || settings.allowPlaintext(),
                        key,
                        "plain http beyond loopback needs allow-plaintext=true, found `" + template.orElse(url) + "`");
                endpoints.put(region, as.apply(endpoint));
            } catch (IllegalArgumentException e) {
                check(false, key, String.valueOf(e.getMessage()));
            }
        }
        return endpoints;
    }

    /** The malformed ones are told already; where no other is left, a stand-in shows what is wrong with the endpoints. */
    private List<String> regionsToAsk() {
        var good = regions.stream()
                .filter(region -> REGION.matcher(region).matches())
                .toList();
        return good.isEmpty() ? List.of(STAND_IN) : good;
    }

    /** AWS's own endpoint rule for these services: {@code <prefix>.<region>.<the partition's DNS suffix>}. */
    private static String awsUrl(String prefix, String region) {
        return "https://" + prefix + "." + region + "." + partition(region).dnsSuffix();
    }

    private static PartitionMetadata partition(String region) {
        return PartitionMetadata.of(Region.of(region));
    }

    private void check(boolean good, String key, String expectation) {
        if (!good) {
            problems.add("ostiary.upstreams." + name + (key.isEmpty() ? "" : "." + key) + ": " + expectation);
        }
    }
}
