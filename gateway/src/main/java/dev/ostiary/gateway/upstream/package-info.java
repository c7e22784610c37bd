/**
 * Calls to Bedrock: signing and pooled connections. Front door: {@link dev.ostiary.gateway.upstream.BedrockUpstream}. Imports
 * {@code refusal}, {@code endpoints}, {@code failures} and {@code timing}.
 */
@NullMarked
package dev.ostiary.gateway.upstream;

import org.jspecify.annotations.NullMarked;
