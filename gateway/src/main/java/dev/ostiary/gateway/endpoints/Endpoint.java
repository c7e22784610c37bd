package dev.ostiary.gateway.endpoints;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a service listens.
 *
 * @param host without brackets, also for IPv6
 * @param basePath empty, or begins with {@code /} and does not end with one
 */
public record Endpoint(boolean tls, String host, int port, String basePath) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    /**
     * @param url an http or https URL with a host and neither user, query nor fragment
     * @throws IllegalArgumentException says what was expected
     */
    public static Endpoint parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL, found `" + url + "`", e);
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("expected an https URL, found `" + url + "`");
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "expected a URL of scheme, host, port and path only, without user, query and fragment");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() == -1 ? (tls ? 443 : 80) : uri.getPort();
        var host = uri.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        return new Endpoint(tls, host, port, uri.getRawPath().replaceAll("/+$", ""));
    }

    /** Whether the host is written as this machine itself; names are not looked up. */
    boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    /** The value of {@code Host}, which is signed: the port only when it is not the scheme's own. */
    public String authority() {
        var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** The request target of a path and query that are encoded already. */
    public String target(String encodedPath, @Nullable String encodedQuery) {
        var path = basePath + encodedPath;
        return encodedQuery == null || encodedQuery.isEmpty() ? path : path + "?" + encodedQuery;
    }

    URI toUri() {
        return URI.create((tls ? "https://" : "http://") + authority() + basePath);
    }
}
