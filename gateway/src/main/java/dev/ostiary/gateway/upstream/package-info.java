/**
 * Calls to Bedrock: endpoints, signing, pooled connections, and what its failures mean. Front doors: {@link
 * dev.ostiary.gateway.upstream.BedrockUpstream} (data path), {@link dev.ostiary.gateway.upstream.ControlPlane} (catalogue), {@link
 * dev.ostiary.gateway.upstream.Triage}. Imports {@code http} only.
 */
@NullMarked
package dev.ostiary.gateway.upstream;

import org.jspecify.annotations.NullMarked;
