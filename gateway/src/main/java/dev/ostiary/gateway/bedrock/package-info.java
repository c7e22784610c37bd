/**
 * A whole call of Amazon Bedrock: Region, headers, body and resources put together, what has to be authorized, and
 * exactly what goes upstream. Imports {@code refusal}, {@code store}, {@code offering}, {@code catalogue},
 * {@code route}, {@code body} and {@code model}.
 */
@NullMarked
package dev.ostiary.gateway.bedrock;

import org.jspecify.annotations.NullMarked;
