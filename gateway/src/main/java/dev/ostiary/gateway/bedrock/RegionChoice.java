package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.model.Account;
import dev.ostiary.gateway.refusal.ShortText;
import dev.ostiary.gateway.route.Route;
import dev.ostiary.gateway.store.App;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which Region serves a request: the path's prefix, else {@link Account#defaultRegion}. Never anything that the configuration
 * does not list, so a Region can never become part of another host's name.
 *
 * @param fault why it cannot be used; null when it can
 */
record RegionChoice(String region, @Nullable String fault) {

    static RegionChoice of(Route route, App app, Account account) {
        String prefix = route.region();
        String region = prefix == null ? account.defaultRegion(app) : prefix;
        if (!isRegionName(region)) {
            return new RegionChoice(region, "a Region looks like us-east-1");
        }
        List<String> narrowed = app.regions();
        if (!account.regions().contains(region)) {
            return new RegionChoice(
                    region, "the upstream `" + account.upstream() + "` serves " + String.join(", ", account.regions()));
        }
        if (!narrowed.isEmpty() && !narrowed.contains(region)) {
            return new RegionChoice(region, "the app may use " + String.join(", ", narrowed));
        }
        return new RegionChoice(region, null);
    }

    /** For messages: what a caller sent may be thousands of characters long. */
    String shown() {
        return ShortText.cut(region, 32, "…");
    }

    /** {@code ^[a-z]{2}(-[a-z]+)+-\d$} (CVE-2026-22611), without the cost of a regular expression. */
    static boolean isRegionName(String text) {
        int length = text.length();
        if (length < 6 || !isLetter(text.charAt(0)) || !isLetter(text.charAt(1)) || text.charAt(2) != '-') {
            return false;
        }
        char last = text.charAt(length - 1);
        if (last < '0' || last > '9' || text.charAt(length - 2) != '-') {
            return false;
        }
        for (int i = 3; i < length - 2; i++) {
            boolean dashInside = text.charAt(i) == '-' && text.charAt(i - 1) != '-' && text.charAt(i + 1) != '-';
            if (!isLetter(text.charAt(i)) && !dashInside) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
