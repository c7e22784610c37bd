package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.http.DataPort;
import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.identity.IdentitySettings;
import dev.ostiary.gateway.store.AccessSettings;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides before anything runs whether the configuration is whole and safe, and names everything that is not: an operator who
 * learns of one missing setting per start gives up at the fourth. Runs before Quarkus, whose own validation ends with a stack trace.
 */
public final class StartupChecks {
    private static final String BEARER_VARIABLE = "AWS_BEARER_TOKEN_BEDROCK";
    private static final String BEARER_PROPERTY = "aws.bearerTokenBedrock";

    private final Configuration configuration;
    private final KnownKeys known = new KnownKeys();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private StartupChecks(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What keeps a process with this configuration from starting; empty when nothing does. */
    public static List<ConfigProblem> problems(Configuration configuration) {
        var checks = new StartupChecks(configuration);
        checks.check();
        return checks.problems.stream().distinct().toList();
    }

    private void check() {
        SmallRyeConfig bare = configuration.withoutMappings();
        refuseBearerToken(bare);
        configuration.readAll(KnownKeys.SETTINGS).ifPresentOrElse(this::check, this::checkAroundUnreadable);
        problems.addAll(new UnknownKeys(known).find(bare, configuration.environment()));
    }

    private void check(SmallRyeConfig config) {
        checkSwitches(config);
        checkAccess(config.getConfigMapping(AccessSettings.class));
        checkUpstreams(config.getConfigMapping(UpstreamsSettings.class));
        checkHttp(config.getConfigMapping(HttpSettings.class));
        checkManagement(config.getConfigMapping(ManagementSettings.class));
        var bounds = new BoundChecks(problems::add);
        bounds.check(config.getConfigMapping(HttpSettings.class));
        bounds.check(config.getConfigMapping(DrainSettings.class));
        bounds.check(config.getConfigMapping(CatalogueSettings.class));
        bounds.check(config.getConfigMapping(IdentitySettings.class));
    }

    /** One value that is missing or malformed must not hide what is wrong elsewhere: the rest is checked as if it were good. */
    private void checkAroundUnreadable() {
        KnownKeys.SETTINGS.forEach(settings -> configuration.read(settings, problems::add));
        Set<String> unreadable = problems.stream().map(ConfigProblem::key).collect(Collectors.toSet());
        int told = problems.size();
        configuration.withStandIns(unreadable).readAll(KnownKeys.SETTINGS).ifPresent(this::check);
        problems.subList(told, problems.size()).removeIf(problem -> unreadable.contains(problem.key()));
    }

    /** SmallRye reads every text but a few as false: a typing error would switch a protection off without a word. */
    private void checkSwitches(SmallRyeConfig config) {
        for (String name : config.getPropertyNames()) {
            String value = known.isSwitch(name) ? config.getRawValue(name) : null;
            if (value != null && !value.equals("true") && !value.equals("false")) {
                refuse(name, "malformed value `" + value + "`", "expected true or false");
            }
        }
    }

    /** The AWS SDK prefers it to the role: every app would call with one shared key. */
    private void refuseBearerToken(SmallRyeConfig bare) {
        String why = "must not be set for the gateway itself: it would win over the role that signs";
        if (configuration.environment().containsKey(BEARER_VARIABLE)) {
            refuse(BEARER_VARIABLE, why, "unset it; apps set it, the gateway does not");
        }
        if (bare.getOptionalValue(BEARER_PROPERTY, String.class).isPresent()) {
            refuse("-D" + BEARER_PROPERTY, why, "remove it");
        }
    }

    private void checkAccess(AccessSettings access) {
        if (access.directory().isEmpty()) {
            problems.add(ConfigProblem.missing("ostiary.access.directory"));
        }
    }

    private void checkUpstreams(UpstreamsSettings upstreams) {
        if (upstreams.byName().isEmpty()) {
            problems.add(ConfigProblem.missing("ostiary.upstreams.default.account-id"));
            problems.add(ConfigProblem.missing("ostiary.upstreams.default.regions"));
        }
        for (String problem : Upstreams.read(upstreams).problems()) {
            int colon = problem.indexOf(": ");
            refuse(problem.substring(0, Math.max(0, colon)), problem.substring(colon < 0 ? 0 : colon + 2), "");
        }
    }

    private void checkHttp(HttpSettings http) {
        checkPort("ostiary.http.port", http.port());
        checkPort("ostiary.http.tls-port", http.tlsPort());
        DataPort.findMalformedProxy(http)
                .ifPresent(cidr -> refuse(
                        "ostiary.http.trusted-proxies",
                        "`" + cidr + "` is not a CIDR",
                        "expected something like 10.0.0.0/8 or fd00::/8"));
        if (http.tlsCertificate().isPresent() != http.tlsKey().isPresent()) {
            String absent = http.tlsKey().isPresent() ? "ostiary.http.tls-certificate" : "ostiary.http.tls-key";
            refuse(absent, "is missing: certificate and key belong together", "set both, or none");
        }
        problems.addAll(CertificateChecks.problems(http));
    }

    private void checkManagement(ManagementSettings management) {
        checkPort("ostiary.management.port", management.port());
    }

    private void checkPort(String key, int port) {
        if (port < 0 || port > 65_535) {
            refuse(key, "`" + port + "` is not a port", "expected 0 to 65535; 0 takes a free one");
        }
    }

    private void refuse(String key, String message, String fix) {
        problems.add(new ConfigProblem(key, message, fix));
    }
}
