/**
 * AWS credentials that requests are signed with: the gateway's own, or one assumed-role session per {@link
 * dev.ostiary.gateway.credentials.SessionRecipe}. Front door: {@link dev.ostiary.gateway.credentials.Sessions}. Imports
 * {@code refusal} only.
 */
@NullMarked
package dev.ostiary.gateway.credentials;

import org.jspecify.annotations.NullMarked;
