package dev.ostiary.gateway.authorization;

import org.jspecify.annotations.Nullable;

/**
 * Who the call is to AWS, as far as the gateway knows: it is the app's session that AWS sees, not the app.
 *
 * @param accountId of the upstream
 * @param roleArn of the role that is assumed for the app; null when the upstream has none, since the default credentials may be anybody's
 */
public record Principal(String accountId, @Nullable String roleArn) {}
