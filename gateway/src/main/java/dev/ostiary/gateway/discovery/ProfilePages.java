package dev.ostiary.gateway.discovery;

import dev.ostiary.gateway.authorization.VisibleModels;
import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.Route;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Pages of ListInferenceProfiles. The token names the last profile shown, not a position: a catalogue that changes between two pages
 * neither repeats nor skips what stayed.
 */
final class ProfilePages {
    private static final int DEFAULT_SIZE = 100;
    private static final String PROFILE = "inference-profile/";

    private ProfilePages() {}

    static DiscoveryAnswer answer(Route route, RegionalCatalogue catalogue, VisibleModels visible) {
        String maxResults = route.query("maxResults");
        // INVARIANT: CallReader has refused what is no number from 1 to 1,000
        int size = maxResults.isEmpty() ? DEFAULT_SIZE : Integer.parseInt(maxResults);
        String after = decode(route.query("nextToken"));
        if (after == null) {
            return new DiscoveryAnswer.Refused(Refusal.invalid(
                    "The page asked for is not valid.", "nextToken must be the one of the page before"));
        }
        String type = route.query("type");
        List<InferenceProfile> shown = catalogue.profiles().stream()
                .filter(profile -> visible.shows(profile) && (type.isEmpty() || type.equals(profile.type())))
                .toList();
        return page(shown, start(shown, after), size);
    }

    private static DiscoveryAnswer page(List<InferenceProfile> shown, int start, int size) {
        int end = Math.min(start + size, shown.size());
        var summaries = new StringJoiner(",", "{\"inferenceProfileSummaries\":[", "]");
        shown.subList(start, end).forEach(profile -> summaries.add(profile.json()));
        String next = end < shown.size()
                ? ",\"nextToken\":\"" + encode(shown.get(end - 1).arn()) + "\""
                : "";
        return new DiscoveryAnswer.Found(Buffer.buffer(summaries + next + "}"));
    }

    /** Behind the profile of the token; from the beginning when it is gone, which shows some twice rather than hiding others. */
    private static int start(List<InferenceProfile> shown, String after) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).arn().equals(after)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String encode(String arn) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(arn.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for the first page; null when we never gave such a token. */
    private static @Nullable String decode(String token) {
        if (token.isEmpty()) {
            return "";
        }
        try {
            String arn = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return arn.startsWith("arn:")
                            && arn.contains(PROFILE)
                            && encode(arn).equals(token)
                    ? arn
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
