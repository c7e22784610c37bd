/**
 * What Bedrock offers in one Region: foundation models, inference profiles, prompt routers and cross-Region guardrail
 * profiles. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.offering;

import org.jspecify.annotations.NullMarked;
