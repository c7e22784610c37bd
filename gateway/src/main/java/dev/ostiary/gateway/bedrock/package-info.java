/**
 * What a request asks of Amazon Bedrock: its target, its route, the model it names in canonical form, what has to be authorized, and
 * exactly what goes upstream. Imports {@code http}, {@code store} and {@code catalogue}.
 */
@NullMarked
package dev.ostiary.gateway.bedrock;

import org.jspecify.annotations.NullMarked;
