/**
 * What goes wrong upstream and its name in metrics, and whose refusal Bedrock's own is ({@link
 * dev.ostiary.gateway.failures.Triage}). Imports {@code refusal} only.
 */
@NullMarked
package dev.ostiary.gateway.failures;

import org.jspecify.annotations.NullMarked;
