package dev.ostiary.gateway.apps;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From where keys may come. */
final class Urls {
    private Urls() {}

    /** What is wrong with a URL of keys, to follow its name; null when nothing is. */
    static @Nullable String problem(URI url, boolean fileAllowed, boolean plaintextAllowed) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null) {
            return "must not hold a user name or password";
        }
        return switch (scheme) {
            case "file" -> fileProblem(url, fileAllowed);
            case "https" -> url.getHost() == null ? "names no host" : null;
            case "http" -> {
                if (url.getHost() == null) {
                    yield "names no host";
                }
                yield plaintextAllowed || isLoopback(url.getHost()) ? null : "must not use plain http beyond loopback";
            }
            default -> "must be an https: URL, not `" + url + "`";
        };
    }

    private static @Nullable String fileProblem(URI url, boolean fileAllowed) {
        if (!fileAllowed) {
            return "must be an https: URL, not a file";
        }
        return url.getPath() == null || !url.getPath().startsWith("/") ? "must hold an absolute path" : null;
    }

    /** By name, without asking DNS: only what can never leave this machine. */
    static boolean isLoopback(String host) {
        String plain = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
        return plain.equals("localhost") || plain.equals("::1") || plain.matches("127(\\.\\d{1,3}){3}");
    }
}
