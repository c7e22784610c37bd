package dev.ostiary.gateway.model;

import org.jspecify.annotations.Nullable;

/**
 * An Amazon Resource Name of the form {@code arn:partition:service:region:account:type/id}.
 *
 * @param text the whole ARN
 * @param type what stands before the first slash of the sixth field; the whole field without one
 * @param id what stands behind it, with further slashes and colons; empty without one
 */
public record Arn(
        String text, String partition, String service, String region, String account, String type, String id) {

    /** {@return the parts, or null when there are not six fields or the last one is empty} */
    public static @Nullable Arn parse(String text) {
        if (!text.startsWith("arn:")) {
            return null;
        }
        int service = text.indexOf(':', 4);
        int region = service < 0 ? -1 : text.indexOf(':', service + 1);
        int account = region < 0 ? -1 : text.indexOf(':', region + 1);
        int resource = account < 0 ? -1 : text.indexOf(':', account + 1);
        if (resource < 0 || resource + 1 == text.length()) {
            return null;
        }
        int slash = text.indexOf('/', resource + 1);
        return new Arn(
                text,
                text.substring(4, service),
                text.substring(service + 1, region),
                text.substring(region + 1, account),
                text.substring(account + 1, resource),
                text.substring(resource + 1, slash < 0 ? text.length() : slash),
                slash < 0 ? "" : text.substring(slash + 1));
    }
}
