package dev.ostiary.gateway.credentials;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes one AWS session what it is. The whole recipe is the cache key: keyed by less, two apps would share a
 * session.
 *
 * @param upstream name of the upstream; decides which STS endpoint is asked
 * @param roleArn role to assume; null means the gateway's own credentials, for which only the upstream's name counts
 * @param externalId what the role's trust policy asks for; null when it asks for none
 * @param sessionName {@code RoleSessionName}, see {@link SessionNames}
 * @param tags session tags, checked by {@link SessionTags}
 * @param sessionPolicy JSON of the inline session policy; null sends none
 * @param region Region whose STS endpoint is asked
 */
public record SessionRecipe(
        String upstream,
        @Nullable String roleArn,
        @Nullable String externalId,
        String sessionName,
        Map<String, String> tags,
        @Nullable String sessionPolicy,
        String region) {

    public SessionRecipe {
        tags = Map.copyOf(tags);
    }

    /** The gateway's own credentials (default chain of the AWS SDK); one and the same for every app and Region. */
    public static SessionRecipe own(String upstream, String region) {
        return new SessionRecipe(upstream, null, null, "own", Map.of(), null, region);
    }

    /** Leaves out the external id: it is a shared secret of sorts. */
    @Override
    public String toString() {
        return "SessionRecipe[upstream=" + upstream + ", roleArn=" + roleArn + ", sessionName=" + sessionName
                + ", region=" + region + "]";
    }
}
