package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.FormatVersion;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Spelling;
import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code issuers/<name>.yaml}. */
public final class IssuerReader {
    private static final Set<String> KEYS = Set.of(
            "version",
            "issuer",
            "jwks-url",
            "audience",
            "audience-claim",
            "algorithms",
            "required-claims",
            "max-lifetime");
    /** What may be listed. */
    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    /** What is accepted when nothing is listed. */
    private static final Set<String> USUAL =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA");

    private static final ClaimPath AUDIENCE = ClaimPath.parse("aud");
    private static final Duration MAX_LIFETIME = Duration.ofHours(24);

    private final String name;
    private final YamlObject file;
    private final AccessRules rules;

    private IssuerReader(String name, YamlObject file, AccessRules rules) {
        this.name = name;
        this.file = file;
        this.rules = rules;
    }

    /** The issuer, or null when {@code findings} has grown. */
    public static @Nullable Issuer read(String name, String path, YamlNode node, AccessRules rules, Findings findings) {
        int before = findings.size();
        Issuer issuer = new IssuerReader(name, YamlObject.of(path, node, findings), rules).issuer();
        return findings.size() == before ? issuer : null;
    }

    private @Nullable Issuer issuer() {
        file.allowOnly(KEYS);
        FormatVersion.check(file);
        file.require("issuer", "https://login.example.com/realms/corp");
        file.require("audience", "[ostiary]");
        String issuer = file.text("issuer");
        URI jwksUrl = jwksUrl();
        if (issuer != null && !file.has("jwks-url")) {
            checkUrl("issuer", issuer, false);
        }
        List<String> audience = audience();
        ClaimPath audienceClaim = audienceClaim();
        Set<String> algorithms = algorithms();
        List<Issuer.RequiredClaim> claims = requiredClaims();
        Duration lifetime = maxLifetime();
        if (issuer == null || audience.isEmpty() || algorithms.isEmpty()) {
            return null;
        }
        return new Issuer(name, issuer, jwksUrl, audience, audienceClaim, algorithms, claims, lifetime);
    }

    private @Nullable URI jwksUrl() {
        String url = file.text("jwks-url");
        return url == null ? null : checkUrl("jwks-url", url, true);
    }

    /** Keys that came over a line on which anybody can write would let anybody sign. */
    private @Nullable URI checkUrl(String key, String text, boolean fileAllowed) {
        String fix = fileAllowed
                ? "write an https: URL, or file:///path/of/the/keys.json"
                : "add `jwks-url`, or correct the issuer: its keys are looked up by OpenID Connect discovery";
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            file.report(file.at(key), "`" + key + "` is not a URL: `" + text + "`", fix);
            return null;
        }
        String problem = Urls.problem(url, fileAllowed, rules.plaintextAllowed());
        if (problem != null) {
            file.report(file.at(key), "`" + key + "` " + problem, fix);
        }
        return url;
    }

    private List<String> audience() {
        var texts = file.texts("audience");
        for (var text : texts) {
            String plain = text.text()
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("^https?://", "")
                    .replaceFirst("/+$", "");
            if (plain.equals("sts.amazonaws.com") || plain.equals("sts.amazonaws.com.cn")) {
                file.report(
                        text.at(),
                        "audience `" + text.text() + "` is refused: such a token can be replayed at AWS STS",
                        "have the issuer make tokens for an audience of the gateway's own, for example `ostiary`");
            }
        }
        return texts.stream().map(YamlObject.LocatedText::text).toList();
    }

    private ClaimPath audienceClaim() {
        String text = file.text("audience-claim");
        return text == null ? AUDIENCE : ClaimPaths.parse(file, file.at("audience-claim"), text, AUDIENCE);
    }

    private Set<String> algorithms() {
        if (!file.has("algorithms")) {
            return USUAL;
        }
        var accepted = new LinkedHashSet<String>();
        for (var text : file.texts("algorithms")) {
            String algorithm = text.text();
            String upper = algorithm.toUpperCase(Locale.ROOT);
            if (ALGORITHMS.contains(algorithm)) {
                accepted.add(algorithm);
            } else if (upper.startsWith("HS") || upper.equals("NONE")) {
                file.report(
                        text.at(),
                        "algorithm `" + algorithm + "` is refused: "
                                + (upper.equals("NONE")
                                        ? "it signs nothing"
                                        : "who can check such a token can make one"),
                        "use a signature with a public key: " + String.join(", ", ALGORITHMS));
            } else {
                file.report(
                        text.at(),
                        "unknown algorithm `" + algorithm + "`",
                        Spelling.suggestion(algorithm, ALGORITHMS, "expected one of " + String.join(", ", ALGORITHMS)));
            }
        }
        return accepted;
    }

    private List<Issuer.RequiredClaim> requiredClaims() {
        var claims = new ArrayList<Issuer.RequiredClaim>();
        for (var text : file.texts("required-claims")) {
            int equals = text.text().indexOf('=');
            if (equals < 1 || equals == text.text().length() - 1) {
                file.report(
                        text.at(),
                        "`" + text.text() + "` is not a required claim",
                        "write `<claim>=<value>`, for example \"token_use=access\"");
                continue;
            }
            ClaimPath path = ClaimPaths.parse(file, text.at(), text.text().substring(0, equals), AUDIENCE);
            claims.add(new Issuer.RequiredClaim(path, text.text().substring(equals + 1)));
        }
        return claims;
    }

    private Duration maxLifetime() {
        String text = file.text("max-lifetime");
        if (text == null) {
            return MAX_LIFETIME;
        }
        if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
            file.report(
                    file.at("max-lifetime"),
                    "`" + text + "` is not a duration",
                    "write a whole number and s, m, h or d, for example 24h");
            return MAX_LIFETIME;
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
