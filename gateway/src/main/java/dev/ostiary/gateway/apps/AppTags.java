package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.yaml.YamlNode;
import dev.ostiary.gateway.yaml.YamlObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An app's tags, held to what STS accepts as session tags
 * (https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html): otherwise the first call would fail instead of the load.
 */
final class AppTags {
    private static final int MOST = 50;
    private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    private AppTags() {}

    static Map<String, String> read(YamlObject file, YamlObject tags) {
        var read = new LinkedHashMap<String, String>();
        var lowerCase = new HashMap<String, String>();
        for (YamlNode.Entry tag : tags.entries()) {
            String key = tag.key();
            checkKey(tags, tag);
            String twin = lowerCase.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
            if (twin != null) {
                tags.report(
                        tag.keyAt(), "tags `" + twin + "` and `" + key + "` differ only in case", "keep one of them");
            }
            read.put(key, value(tags, tag));
        }
        if (read.size() > MOST) {
            tags.report(file.keyAt("tags"), read.size() + " tags", "AWS takes at most " + MOST + " session tags");
        }
        return read;
    }

    private static void checkKey(YamlObject tags, YamlNode.Entry tag) {
        String key = tag.key();
        if (key.isEmpty() || key.length() > 128 || !key.matches(ALLOWED)) {
            tags.report(
                    tag.keyAt(),
                    "`" + key + "` is not a tag key",
                    "1 to 128 letters, digits, spaces and _ . : / = + - @");
        } else if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            tags.report(tag.keyAt(), "tag key `" + key + "`: `aws:` is reserved by AWS", "choose another prefix");
        }
    }

    private static String value(YamlObject tags, YamlNode.Entry tag) {
        if (!(tag.value() instanceof YamlNode.Scalar scalar) || scalar.type() != YamlNode.ScalarKind.STRING) {
            tags.report(
                    tag.value().at(),
                    "tag `" + tag.key() + "` must be a string, not "
                            + tag.value().kind(),
                    YamlObject.quoting(tag.value()));
            return "";
        }
        if (scalar.text().length() > 256 || !scalar.text().matches(ALLOWED)) {
            tags.report(
                    scalar.at(),
                    "value of tag `" + tag.key() + "` is not a tag value",
                    "0 to 256 letters, digits, spaces and _ . : / = + - @");
        }
        return scalar.text();
    }
}
