/**
 * Which resources are meant: ARNs, every spelling of a model or guardrail in canonical form, and what has to be
 * allowed for it. The only resolver of models. Imports {@code store}, {@code offering}, {@code catalogue} and
 * {@code route}.
 */
@NullMarked
package dev.ostiary.gateway.model;

import org.jspecify.annotations.NullMarked;
