/**
 * Calls to Bedrock: signing and pooled connections. Front doors: {@link dev.ostiary.gateway.upstream.BedrockUpstream}
 * (data path), {@link dev.ostiary.gateway.upstream.ControlPlane} (catalogue). Imports {@code refusal}, {@code endpoints},
 * {@code failures} and {@code timing}.
 */
@NullMarked
package dev.ostiary.gateway.upstream;

import org.jspecify.annotations.NullMarked;
