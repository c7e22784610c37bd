package dev.ostiary.gateway.credentials;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * STS's bounds for session tags (API reference of AssumeRole, and "tag keys are not case-sensitive", IAM user guide). A tag that
 * breaks them would fail every session of its app.
 */
public final class SessionTags {
    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private SessionTags() {}

    /** What is wrong with these tags, naming the first one; empty when nothing is. */
    public static Optional<String> findProblem(Map<String, String> tags) {
        if (tags.size() > MOST) {
            return Optional.of("at most " + MOST + " tags can be session tags, found " + tags.size());
        }
        var seen = new HashSet<String>();
        for (var tag : tags.entrySet()) {
            var key = tag.getKey();
            if (!KEY.matcher(key).matches()) {
                return Optional.of("a tag's key is 1 to 128 letters, digits, spaces and _.:/=+-@, found `" + key + "`");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                return Optional.of("the tag key `" + key + "` begins with aws:, which AWS keeps for itself");
            }
            if (!VALUE.matcher(tag.getValue()).matches()) {
                return Optional.of(
                        "the value of the tag `" + key + "` must be at most 256 letters, digits, spaces and _.:/=+-@");
            }
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                return Optional.of("the tag key `" + key + "` occurs twice but for upper and lower case");
            }
        }
        return Optional.empty();
    }
}
